import {
  type ApiToken,
  apiTokensSchema,
  type MadeApiToken,
  type MeChange,
  madeApiTokenSchema,
  type Person,
  paths,
  personSchema,
  type Scope,
  type Session,
  sessionsSchema,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';
import { sending } from './sending.ts';

/** Who asks. */
export const me = (caller: Caller): Promise<Answer<Person>> =>
  ask({ path: paths.me, caller, read: (json) => personSchema.parse(json) });

/** Changes name or password. A new password ends every other session. */
export const changeMe = (change: MeChange, caller: Caller): Promise<Answer<Person>> =>
  ask({ path: paths.me, method: 'PATCH', caller, ...sending(change), read: (json) => personSchema.parse(json) });

/** Where somebody is signed in. */
export const listSessions = (caller: Caller): Promise<Answer<readonly Session[]>> =>
  ask({ path: paths.sessions, caller, read: (json) => sessionsSchema.parse(json).items });

/** Ends one session, or every one but that which asks. */
export const endSessions = (id: Session['id'] | 'others', caller: Caller): Promise<Answer<undefined>> =>
  ask({
    path: id === 'others' ? paths.sessions : `${paths.sessions}/${encodeURIComponent(id)}`,
    method: 'DELETE',
    caller,
    read: () => undefined,
  });

/** The tokens of whoever asks. */
export const listTokens = (caller: Caller): Promise<Answer<readonly ApiToken[]>> =>
  ask({ path: paths.tokens, caller, read: (json) => apiTokensSchema.parse(json).items });

/** Makes a token. */
export const makeToken = (
  token: { readonly name: string; readonly scope: Scope },
  caller: Caller,
): Promise<Answer<MadeApiToken>> =>
  ask({
    path: paths.tokens,
    method: 'POST',
    caller,
    ...sending(token),
    read: (json) => madeApiTokenSchema.parse(json),
  });

/** Deletes a token: it is not taken any more. */
export const deleteToken = (id: ApiToken['id'], caller: Caller): Promise<Answer<undefined>> =>
  ask({ path: `${paths.tokens}/${encodeURIComponent(id)}`, method: 'DELETE', caller, read: () => undefined });
