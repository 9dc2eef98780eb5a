import { createHash } from 'node:crypto';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** The Content-Security-Policy of every page: its own style and script by their hashes, its own form and answers, nothing else. */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    `script-src '${hash(SCRIPT)}'`,
    `style-src '${hash(STYLE)}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
