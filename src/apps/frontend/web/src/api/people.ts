import { paths, type SignUpState, signUpStateSchema } from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';

/** What the API has the browser keep. */
export type Cookies = { readonly cookies: readonly string[] };

const send = (path: string, body: object | undefined, caller: Caller): Promise<Answer<Cookies>> =>
  ask({
    path,
    method: 'POST',
    caller,
    ...(body === undefined ? {} : { body: JSON.stringify(body), contentType: 'application/json' }),
    // the first person takes over what was there before
    deadlineMs: 60_000,
    read: (_json, _status, cookies) => ({ cookies }),
  });

/** Signs in. */
export const signIn = (given: { readonly email: string; readonly password: string }, caller: Caller) =>
  send(paths.signIn, given, caller);

export type SignUpForm = {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly invitation?: string;
};

/** Signs up, and in. */
export const signUp = (given: SignUpForm, caller: Caller) => send(paths.signUp, given, caller);

/** Ends the session. */
export const signOut = (caller: Caller) => send(paths.signOut, undefined, caller);

/** Who may sign up. */
export const signUpState = (caller: Caller): Promise<Answer<SignUpState>> =>
  ask({ path: paths.signUp, caller, read: (json) => signUpStateSchema.parse(json) });
