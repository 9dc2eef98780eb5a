import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that a browser would send a cookie along with may have been made by our own pages. A browser says where a request comes
 * from; what says nothing is no browser, and has its cookie from somewhere else.
 */
export const isSameSite = (headers: IncomingHttpHeaders): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
};
