import { required } from './required.ts';
import { admitUser, retireUser } from './users.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Lets the application's two users take turns. `admit`: the user of DATABASE_URL_NEXT may log in, with its password. `retire <user>`: that
 * one may not any more. As DATABASE_ADMIN_URL's. Returns what it says last: JSON, `{ admitted }` or `{ retired, sessions }`.
 */
export const usersProgram = async (env: Env, [what, user]: readonly string[]): Promise<string> => {
  const adminUrl = required(env, 'DATABASE_ADMIN_URL');
  if (what === 'admit') return JSON.stringify(await admitUser(adminUrl, required(env, 'DATABASE_URL_NEXT')));
  if (what === 'retire' && user) return JSON.stringify(await retireUser(adminUrl, required(env, 'DATABASE_URL'), user));
  throw new Error('Expected admit, or retire and a user');
};
