import { randomBytes } from 'node:crypto';

/** A new nonce: one for each answer. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/**
 * The Content-Security-Policy of a page. A script runs because it has the nonce, or because one that has it brings it; styles and all else
 * come from here; no address of a page runs as a script, and no other site shows our pages or gets our forms.
 * @param uploads the origin that large files go to, when that is not ours
 */
export const policyWith = (nonce: string, uploads?: string): string =>
  Object.entries({
    ...always,
    ...(uploads ? { 'connect-src': `'self' ${uploads}` } : {}),
    'script-src': `'nonce-${nonce}' 'strict-dynamic'`,
  })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const always = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'worker-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};
