import { isIP } from 'node:net';
import { FetchFailure } from '../failure.ts';

/** Where a request would go, read from an address and not looked up yet. */
export type Target = {
  readonly url: URL;
  /** The host as it is looked up and shown to the server: in ASCII, without the dot at its end, IPv6 without brackets. */
  readonly host: string;
  /** The host is an IP address itself. */
  readonly isAddress: boolean;
  readonly port: number;
};

/**
 * Reads an address as browsers do: of the many spellings of a host (127.1, 0x7f000001, full-width digits, 日本語.jp) one is left.
 * @throws FetchFailure when nothing may be asked there
 */
export const readTarget = (address: string | URL, base?: URL): Target => {
  if (!URL.canParse(String(address), base?.href)) throw new FetchFailure(base ? 'redirect' : 'scheme');
  const url = new URL(address, base);
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchFailure('scheme');
  if (url.username !== '' || url.password !== '') throw new FetchFailure('credentials');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (host === '' || host.startsWith('.') || host.includes('..')) throw new FetchFailure('unresolved');
  return { url, host, isAddress: isIP(host) !== 0, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
};
