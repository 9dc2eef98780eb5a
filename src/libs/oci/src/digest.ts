import { createHash } from 'node:crypto';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Whether a text is a digest as images have them: `sha256:` and 64 hexadecimal digits. */
export const isDigest = (text: string): boolean => DIGEST.test(text);

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The digits alone: what a blob's file is called. */
export const hexOf = (digest: string): string => digest.slice('sha256:'.length);
