import { PARAMETERS } from '../names.ts';
import { jwtMistake } from './jwt-value.ts';

/** A secret that the environment knows: what is in it, and what keeps a value from being one. */
export type Known = {
  about: string;
  /** Who makes it: Terraform, or a person by `staging secrets set`. */
  madeBy: 'terraform' | 'person';
  /** What is wrong with a value, never the value; null: nothing. */
  mistake(value: string): string | null;
  /** How `staging secrets generate` makes one; left out where nobody can. */
  generated?: { bytes: number };
};

/** Every secret by its name in SSM, below `/bookmark-manager/staging`. */
export const SECRETS = {
  DATABASE_URL: { about: 'how the application reaches its database', madeBy: 'terraform', mistake: databaseMistake },
  DATABASE_ADMIN_URL: { about: 'how migrations reach the database', madeBy: 'terraform', mistake: databaseMistake },
  JWT_SECRET: { about: "signs the API's tokens", madeBy: 'terraform', mistake: jwtMistake, generated: { bytes: 48 } },
  MONGODB_URI: { about: 'how the API reaches MongoDB', madeBy: 'person', mistake: mongodbMistake },
  NOTICE_WEBHOOK: { about: 'where notices are posted', madeBy: 'person', mistake: webhookMistake },
} as const satisfies Record<string, Known>;

export type SecretName = keyof typeof SECRETS;

/** The parameter that holds it. */
export const secretParameter = (name: SecretName): string => `${PARAMETERS}/${name}`;

export const isSecretName = (name: string): name is SecretName => Object.hasOwn(SECRETS, name);

/** What keeps a value from being this secret, whichever it is; null: nothing. */
export function secretMistake(name: SecretName, value: string): string | null {
  if (value === '') return 'it is empty';
  if (/\s/.test(value)) return 'it has a space or a line break in it';
  return SECRETS[name].mistake(value);
}

function databaseMistake(value: string): string | null {
  const url = urlOf(value, /^postgres(?:ql)?:$/);
  if (url === null) return 'it is not a postgresql:// address';
  if (url.username === '' || url.password === '') return 'it names no user, or no password';
  if (url.hostname === '' || url.pathname.length < 2) return 'it names no host, or no database';
  // A certificate that nobody checks protects from nobody.
  return url.searchParams.get('sslmode') === 'verify-full' ? null : 'it does not say sslmode=verify-full';
}

/** A list of hosts, or one host with a colon in its port, is an address for MongoDB and none for `URL`. */
function mongodbMistake(value: string): string | null {
  if (!/^mongodb(?:\+srv)?:\/\/[^/@]+(?:@[^/@]+)?(?:\/|$|\?)/.test(value))
    return 'it is not a mongodb:// or mongodb+srv:// address';
  return /<[^>]*>/.test(value) ? "Atlas's placeholder (<password>) still stands in it" : null;
}

function webhookMistake(value: string): string | null {
  return urlOf(value, /^https:$/) ? null : 'it is not an https:// address';
}

function urlOf(value: string, protocol: RegExp): URL | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  return url && protocol.test(url.protocol) ? url : null;
}
