import type { RawHeaders } from '../load-balancer/headers.ts';

/** Without the body's length: whoever sends it says it anew. */
export function withoutLength(headers: RawHeaders): string[] {
  return headers.filter((_, index) => headers[index - (index % 2)]?.toLowerCase() !== 'content-length');
}
