import { sessionCookie } from '@bookmark-manager/contract/limits';
import { requestIdFrom } from './request-id.ts';

/** Who asks, as the headers that the API is asked with: the request's id in both logs, the session, and what the door says of them. */
export type Caller = {
  readonly 'x-request-id': string;
  readonly cookie?: string;
  readonly 'user-agent'?: string;
  readonly 'x-forwarded-for'?: string;
  readonly 'x-forwarded-proto'?: string;
  readonly 'x-door-client'?: string;
  readonly 'x-door-proto'?: string;
};

/**
 * What of a reader's request is passed on. Of the addresses only the last, which the door wrote. In the words of every door: the API believes
 * those of its own.
 */
export const callerFrom = (headers: Headers): Caller => {
  const cookie = sessionOf(headers.get('cookie'));
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  const proto = headers.get('x-forwarded-proto');
  const agent = headers.get('user-agent');
  return {
    'x-request-id': requestIdFrom(headers),
    ...(cookie === undefined ? {} : { cookie: `${sessionCookie}=${cookie}` }),
    ...(agent ? { 'user-agent': agent } : {}),
    ...(address ? { 'x-forwarded-for': address, 'x-door-client': address } : {}),
    ...(proto ? { 'x-forwarded-proto': proto, 'x-door-proto': proto } : {}),
  };
};

/** The session that a browser's cookies hold. */
export const sessionOf = (cookies: string | null | undefined): string | undefined =>
  new RegExp(`(?:^|;)\\s*${sessionCookie}=([\\w.-]+)`).exec(cookies ?? '')?.[1];
