import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** What a hash costs: OWASP's first choice for argon2id with 19 MiB. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const hashBytes = 32;

type Parts = { readonly salt: Buffer; readonly hash: Buffer; readonly cost: typeof cost };

/** A password as it is kept: argon2id in the form that every library of it reads ($argon2id$v=19$m=…,t=…,p=…$salt$hash). */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(saltBytes);
  return write({ salt, cost, hash: await derive(password, salt, cost) });
};

/** Whether a password is the one that was kept. What is no hash is nobody's password. */
export const isPassword = async (password: string, kept: string): Promise<boolean> => {
  const parts = read(kept);
  if (parts === null) return false;
  const hash = await derive(password, parts.salt, parts.cost);
  return hash.length === parts.hash.length && timingSafeEqual(hash, parts.hash);
};

/** Whether a hash was made at another cost than those that are made now. */
export const isOutdated = (kept: string): boolean => {
  const { memory, passes, parallelism } = read(kept)?.cost ?? {};
  return memory !== cost.memory || passes !== cost.passes || parallelism !== cost.parallelism;
};

/** A hash of no password, to be compared with where there is none. */
export const nobodysHash = write({ salt: Buffer.alloc(saltBytes), hash: Buffer.alloc(hashBytes), cost });

const run = promisify(argon2);

/** The same characters typed on another keyboard are the same password. */
const derive = async (password: string, nonce: Buffer, at: typeof cost): Promise<Buffer> =>
  run('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: hashBytes, ...at });

function write({ salt, hash, cost: { memory, passes, parallelism } }: Parts): string {
  const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

const read = (kept: string): Parts | null => {
  const [, memory, passes, parallelism, salt = '', hash = ''] =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(kept) ?? [];
  if (memory === undefined) return null;
  return {
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
  };
};
