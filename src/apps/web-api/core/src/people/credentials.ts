import type { IncomingHttpHeaders } from 'node:http';
import { sessionCookie } from '@bookmark-manager/contract';

/** What a request brings to say who sends it, not yet believed. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'session'; readonly token: string }
  | { readonly kind: 'none' };

/** `Authorization: Bearer …` or `Token …` (as clients made for linkding send it), or the session's cookie; the header goes before. */
export const credentialsOf = (headers: IncomingHttpHeaders): Credentials => {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) {
    const [, token] = /^(?:Bearer|Token) +([\w.~+/-]+=*) *$/i.exec(authorization) ?? [];
    return token === undefined ? { kind: 'none' } : { kind: 'token', token };
  }
  const token = cookieOf(cookie ?? '', sessionCookie);
  return token === undefined ? { kind: 'none' } : { kind: 'session', token };
};

/** A cookie's value; the first when it is there several times. */
const cookieOf = (header: string, name: string): string | undefined => {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
};
