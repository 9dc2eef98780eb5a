import { z } from 'zod';

const instant = z.iso.datetime().describe('An instant in UTC, with milliseconds.');

/** What somebody may do beyond their own bookmarks. */
export const roles = ['administrator', 'member'] as const;
export type Role = (typeof roles)[number];

/** What a token may do: only look, or everything that its owner may do with bookmarks. */
export const scopes = ['read', 'write'] as const;
export type Scope = (typeof scopes)[number];

/** The cookie that signing in sets. */
export const sessionCookie = 'session';

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
