import { type SignUpMode, signUpModes } from '@bookmark-manager/contract';
import { type Allow, parseAllow } from '@bookmark-manager/fetching/allow';
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
  /** Where AWS is answered, when that is not AWS's own place. */
  readonly awsEndpoint: string | null;
  /** What may be fetched although it is not on the public internet. */
  readonly fetchAllow: Allow;
  /** Whether links are visited while nobody asks for it. */
  readonly linkChecks: boolean;
  /** Where saved pages are kept; null is the database. */
  readonly mongodbUri: string | null;
};

/**
 * Reads PORT, HOST, DRAIN_SECONDS, FRONT_DOOR, DATABASE_URL, JWT_SECRET, SIGN_UP, ASSETS_BUCKET,
 * AWS_ENDPOINT_URL, FETCH_ALLOW, LINK_CHECKS and MONGODB_URI.
 * @throws Error that names the variable and what it must be, never its value
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const databaseUrl = env.DATABASE_URL ?? '';
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL must be a postgresql:// address');
  const keys = env.JWT_SECRET ? parseKeys(env.JWT_SECRET) : null;
  const signUp = signUpModes.find((mode) => mode === (env.SIGN_UP || 'open'));
  if (signUp === undefined) throw new Error(`SIGN_UP must be ${signUpModes.join(', ')}`);
  const mongodbUri = env.MONGODB_URI || null;
  if (mongodbUri !== null && !/^mongodb(\+srv)?:\/\//.test(mongodbUri))
    throw new Error('MONGODB_URI must be a mongodb:// or mongodb+srv:// address');
  const linkChecks = env.LINK_CHECKS || 'on';
  if (linkChecks !== 'on' && linkChecks !== 'off') throw new Error('LINK_CHECKS must be on or off');
  const fetchAllow = readAllow(env.FETCH_ALLOW ?? '');
  const assetsBucket = env.ASSETS_BUCKET || null;
  const awsEndpoint = env.AWS_ENDPOINT_URL || null;
  // callers may hold this task's address for two lifetimes of its DNS record (10 s) after it was told to stop
  const serving = servingEnvironment(env, { port: 3001, drainSeconds: 20 });
  const pages = { fetchAllow, linkChecks: linkChecks === 'on', mongodbUri };
  return { ...serving, databaseUrl, keys, signUp, assetsBucket, awsEndpoint, ...pages };
};

const readAllow = (written: string): Allow => {
  try {
    return parseAllow(written);
  } catch {
    throw new Error('FETCH_ALLOW must be networks and ports, as in 10.1.0.0/16:443, [fd12::/16]:80');
  }
};
