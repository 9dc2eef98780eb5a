import { z } from 'zod';

const instant = z.iso.datetime().describe('An instant in UTC, with milliseconds.');

/** Who may sign up: anybody, whoever has an invitation, nobody. */
export const signUpModes = ['open', 'invited', 'closed'] as const;
export type SignUpMode = (typeof signUpModes)[number];

/** What somebody may do beyond their own bookmarks. */
export const roles = ['administrator', 'member'] as const;
export type Role = (typeof roles)[number];

/** What a token may do: only look, or everything that its owner may do with bookmarks. */
export const scopes = ['read', 'write'] as const;
export type Scope = (typeof scopes)[number];

/** Shortest password, in characters. */
export const minPasswordLength = 10;

// one form of every address: what is typed with capitals is the same person
const email = z.string().max(254).trim().toLowerCase().pipe(z.email()).describe('In any case; kept in lower case.');
const password = z.string().min(minPasswordLength).max(256);
const name = z
  .string()
  .max(100)
  .transform((value) => value.replaceAll('\0', '').toWellFormed().trim());

/** Somebody who signs in, as the API shows them. */
export const personSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    createdAt: instant,
    disabledAt: instant.nullable().describe('Since then they cannot sign in.'),
  })
  .meta({ id: 'Person', description: 'Somebody who signs in.' });
export type Person = z.infer<typeof personSchema>;

/** Who may sign up. */
export const signUpStateSchema = z
  .object({
    mode: z.enum(signUpModes),
    isFirst: z
      .boolean()
      .describe('Nobody has signed up yet: the first person is administrator and needs no invitation.'),
  })
  .meta({ id: 'SignUpState', description: 'Who may sign up.' });
export type SignUpState = z.infer<typeof signUpStateSchema>;

/** What signing up takes. */
export const signUpSchema = z
  .object({
    email,
    password,
    name: name.default(''),
    invitation: z.string().max(100).optional().describe('What the invited person was given.'),
  })
  .meta({ id: 'SignUp', description: 'Who signs up.' });
export type SignUp = z.infer<typeof signUpSchema>;

/** What signing in takes. Any text may be tried as a password. */
export const signInSchema = z
  .object({ email: z.string().max(254).trim().toLowerCase(), password: z.string().max(256) })
  .meta({ id: 'SignIn', description: 'Who signs in.' });
export type SignIn = z.infer<typeof signInSchema>;

/** What somebody may change of themselves. */
export const meChangeSchema = z
  .object({
    name: name.optional(),
    password: password.optional().describe('Ends every other session.'),
    currentPassword: z.string().max(256).optional().describe('Needed for a new password.'),
  })
  .refine(({ password, currentPassword }) => password === undefined || currentPassword !== undefined, {
    path: ['currentPassword'],
    message: 'is needed for a new password',
  })
  .meta({ id: 'MeChange', description: 'What somebody changes of themselves.' });
export type MeChange = z.infer<typeof meChangeSchema>;

/** Everybody, by e-mail address. */
export const peopleSchema = z
  .object({ items: z.array(personSchema) })
  .meta({ id: 'People', description: 'Everybody, by e-mail address.' });
export type People = z.infer<typeof peopleSchema>;

/** What an administrator may change of somebody. */
export const personChangeSchema = z
  .object({
    role: z.enum(roles).optional(),
    disabled: z.boolean().optional().describe('true ends their sessions, and their tokens are not taken.'),
    password: password.optional().describe('For whoever has forgotten theirs. Ends their sessions.'),
  })
  .meta({ id: 'PersonChange', description: 'What an administrator changes of somebody.' });
export type PersonChange = z.infer<typeof personChangeSchema>;

/** An invitation, without what the invited person is given. */
export const invitationSchema = z
  .object({
    id: z.uuid(),
    email: z.string().nullable().describe('Only this address may use it; null is anybody who has it.'),
    role: z.enum(roles),
    createdAt: instant,
    expiresAt: instant,
    usedAt: instant.nullable(),
  })
  .meta({ id: 'Invitation', description: 'An invitation to sign up.' });
export type Invitation = z.infer<typeof invitationSchema>;

/** All invitations, newest first. */
export const invitationsSchema = z
  .object({ items: z.array(invitationSchema) })
  .meta({ id: 'Invitations', description: 'All invitations, newest first.' });
export type Invitations = z.infer<typeof invitationsSchema>;

/** What an invitation is made of. */
export const newInvitationSchema = z
  .object({
    email: email.optional(),
    role: z.enum(roles).default('member'),
    days: z.int().min(1).max(30).default(7).describe('How long it may be used.'),
  })
  .meta({ id: 'NewInvitation', description: 'Who is invited.' });
export type NewInvitation = z.infer<typeof newInvitationSchema>;

/** An invitation that was just made. */
export const madeInvitationSchema = invitationSchema
  .extend({ code: z.string().describe('What the invited person signs up with. It is shown this once.') })
  .meta({ id: 'MadeInvitation', description: 'An invitation that was just made.' });
export type MadeInvitation = z.infer<typeof madeInvitationSchema>;
