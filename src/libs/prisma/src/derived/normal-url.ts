import { createHash } from 'node:crypto';
import { isTracking } from './tracking.ts';

/**
 * The address under which duplicates are found: two that lead to the same page for sure are one. Scheme and host in lower case, no default
 * port, no dot after the host, dots in the path resolved, no slash at the end, escapes in one spelling, no tracking parameters, the others in
 * the order of their names; the fragment stays, since many sites keep a page in it. What stays apart: http and https, www. and none,
 * upper and lower case in a path. What is no http address, or too long to be kept, is given back as it is. Never throws; twice is the same
 * as once.
 */
export const normalUrl = (written: string): string => {
  if (written.length > tooLong) return written;
  const url = URL.parse(written.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) return written.trim();
  const { protocol, username, password, hostname, port, pathname, search, hash } = url;
  const user = username || password ? `${username}${password && `:${password}`}@` : '';
  const host = withoutEnd(hostname, '.') || hostname;
  const path = withoutEnd(oneSpelling(pathname), '/');
  const query = keptParameters(search.slice(1), siteOf(url));
  const fragment = hash.length > 1 ? oneSpelling(hash) : '';
  return `${protocol}//${user}${host}${port && `:${port}`}${path || '/'}${query && `?${query}`}${fragment}`;
};

/** Twice as long as any address that is kept: escapes make it nine times as long, and megabytes of them take a minute. */
const tooLong = 16_384;

/** What makes an address unique among those that mean the same: a hash, as `urlKey` is. */
export const normalKey = (url: string): string => createHash('sha256').update(normalUrl(url)).digest('base64url');

const siteOf = ({ hostname }: URL): string => withoutEnd(hostname, '.').replace(/^(www|m)\./, '');

const keptParameters = (query: string, site: string): string =>
  oneSpelling(query)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(nameOf(parameter), site))
    .map((parameter) => ({ name: nameOf(parameter), parameter }))
    // a parameter that occurs twice keeps its order: it may be a list
    .sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)))
    .map(({ parameter }) => parameter)
    .join('&');

const nameOf = (parameter: string): string => {
  const end = parameter.indexOf('=');
  return end === -1 ? parameter : parameter.slice(0, end);
};

/** Escapes in capitals, none where none is needed (RFC 3986, 6.2.2), and a per cent sign that begins none as one. */
const oneSpelling = (part: string): string =>
  part.replace(/%([0-9a-f]{2})?/gi, (written, hex: string | undefined) => {
    if (hex === undefined) return '%25';
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : written.toUpperCase();
  });

/** By hand: a pattern anchored at the end begins anew at every slash, and an address of slashes alone would take minutes. */
const withoutEnd = (text: string, end: string): string => {
  let length = text.length;
  while (length > 0 && text[length - 1] === end) length -= 1;
  return text.slice(0, length);
};
