import { acceptsPage } from './accept.ts';

/** A request as far as it tells who sent it; header names are lower case. */
export type Asking = { method: string; headers: Readonly<Record<string, string>> };

/**
 * Whether a person goes to a page: not a picture, a script, a frame or a fetch, and not a browser that loads ahead.
 * Over plain HTTP a browser sends no Sec-Fetch headers, but asks for upgrades when it navigates.
 */
export function isNavigation({ method, headers }: Asking): boolean {
  if (method !== 'GET' || !acceptsPage(headers.accept ?? '') || isPrefetch(headers)) return false;
  const mode = headers['sec-fetch-mode'];
  if (mode === undefined) return headers['upgrade-insecure-requests'] === '1';
  return mode === 'navigate' && (headers['sec-fetch-dest'] ?? 'document') === 'document';
}

/** Whether a browser loads ahead what nobody may ever look at. */
export function isPrefetch(headers: Asking['headers']): boolean {
  return [headers['sec-purpose'], headers.purpose, headers['x-moz']].some((purpose) =>
    /prefetch|prerender|preview/i.test(purpose ?? ''),
  );
}
