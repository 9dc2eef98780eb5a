import { z } from 'zod';
import { scopes } from './people.ts';

const instant = z.iso.datetime().describe('An instant in UTC, with milliseconds.');

/** A browser that is signed in. */
export const sessionSchema = z
  .object({
    id: z.uuid(),
    userAgent: z.string().describe('What the browser said of itself.'),
    createdAt: instant,
    lastSeenAt: instant.describe('To the hour.'),
    expiresAt: instant.describe('Later whenever it is seen.'),
    current: z.boolean().describe('The one that asks.'),
  })
  .meta({ id: 'Session', description: 'A browser that is signed in.' });
export type Session = z.infer<typeof sessionSchema>;

/** Somebody's sessions, the one seen last first. */
export const sessionsSchema = z
  .object({ items: z.array(sessionSchema) })
  .meta({ id: 'Sessions', description: 'The sessions of whoever asks, the one seen last first.' });
export type Sessions = z.infer<typeof sessionsSchema>;

/** A token of somebody's, without the token itself. */
export const apiTokenSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scope: z.enum(scopes),
    createdAt: instant,
    lastUsedAt: instant.nullable().describe('To the minute; null: never.'),
  })
  .meta({ id: 'ApiToken', description: 'A token, without what is sent.' });
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** Somebody's tokens, newest first. */
export const apiTokensSchema = z
  .object({ items: z.array(apiTokenSchema) })
  .meta({ id: 'ApiTokens', description: 'The tokens of whoever asks, newest first.' });
export type ApiTokens = z.infer<typeof apiTokensSchema>;

/** What a token is made of. */
export const newApiTokenSchema = z
  .object({
    name: z
      .string()
      .max(100)
      .transform((value) => value.replaceAll('\0', '').toWellFormed().trim())
      .refine((value) => value !== '', 'must not be empty')
      .describe('What uses it.'),
    scope: z.enum(scopes).default('write'),
  })
  .meta({ id: 'NewApiToken', description: 'A token to make.' });
export type NewApiToken = z.infer<typeof newApiTokenSchema>;

/** A token that was just made. */
export const madeApiTokenSchema = apiTokenSchema
  .extend({ token: z.string().describe('What is sent as `Authorization: Bearer …`. It is shown this once.') })
  .meta({ id: 'MadeApiToken', description: 'A token that was just made.' });
export type MadeApiToken = z.infer<typeof madeApiTokenSchema>;
