import { type SignUpMode, signUpModes } from '@bookmark-manager/contract';
import { type ServingEnvironment, servingEnvironment } from '@bookmark-manager/serving';
import { type Keys, parseKeys } from './signing/keys.ts';

/** What the environment decides. */
export type Config = ServingEnvironment & {
  readonly databaseUrl: string;
  /** Null without JWT_SECRET: nothing can be signed then. */
  readonly keys: Keys | null;
  readonly signUp: SignUpMode;
  /** The bucket that files lie in; null without ASSETS_BUCKET: they lie in the database then. */
  readonly assetsBucket: string | null;
};

/**
 * Reads PORT, HOST, DRAIN_SECONDS, DATABASE_URL, JWT_SECRET, SIGN_UP and ASSETS_BUCKET.
 * @throws Error that names the variable and what it must be, never its value
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const databaseUrl = env.DATABASE_URL ?? '';
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL must be a postgresql:// address');
  const keys = env.JWT_SECRET ? parseKeys(env.JWT_SECRET) : null;
  const signUp = signUpModes.find((mode) => mode === (env.SIGN_UP || 'open'));
  if (signUp === undefined) throw new Error(`SIGN_UP must be ${signUpModes.join(', ')}`);
  // callers may hold this task's address for two lifetimes of its DNS record (10 s) after it was told to stop
  return {
    ...servingEnvironment(env, { port: 3001, drainSeconds: 20 }),
    databaseUrl,
    keys,
    signUp,
    assetsBucket: env.ASSETS_BUCKET || null,
  };
};
