import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Keys } from './keys.ts';

/** Who a token is for, and until when; seconds since 1970, as RFC 7519 has it. */
export type Claims = { readonly sub: string; readonly exp: number };

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** A JSON Web Token (HS256), signed with the key of now. */
export const signToken = ({ sign }: Keys, claims: Claims): string => {
  const signed = `${HEADER}.${encode(claims)}`;
  return `${signed}.${signatureOf(signed, sign).toString('base64url')}`;
};

/** The claims of a token that one of the accepted keys has signed and that has not ended; null for any other text. */
export const verifyToken = ({ accept }: Keys, token: string, now: Date): Claims | null => {
  const [, signed = '', payload = '', signature = ''] = /^([\w-]+\.([\w-]+))\.([\w-]+)$/.exec(token) ?? [];
  // The header is compared as it is: no other algorithm, and not none.
  if (!signed.startsWith(`${HEADER}.`)) return null;
  const given = Buffer.from(signature, 'base64url');
  const valid = accept
    .filter(({ until }) => until === undefined || now < until)
    .some(({ key }) => isSame(given, signatureOf(signed, key)));
  const claims = valid ? decode(payload) : null;
  return claims && claims.exp * 1000 > now.getTime() ? claims : null;
};

const schema = z.object({ sub: z.string(), exp: z.number() });

function decode(payload: string): Claims | null {
  try {
    return schema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  } catch {
    return null;
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const signatureOf = (text: string, key: string): Buffer => createHmac('sha256', key).update(text).digest();

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);
