import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type RawHeaders, valuesOf } from '../load-balancer/headers.ts';

/** A request as its signature covers it; `path` and `query` as sent. */
export type Signed = { method: string; path: string; query: string; headers: RawHeaders; body: Buffer };

/** A signature may be this much older or younger than now. */
const SKEW_MS = 300_000;

/**
 * Whether a request bears a signature (AWS's version 4, in the Authorization header) for the service with the secret key.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function isSigned(request: Signed, service: string, secretOf: (key: string) => string | undefined, now: Date) {
  const authorization = valuesOf(request.headers, 'authorization')[0] ?? '';
  const [, scope = '', names = '', signature = ''] =
    /^AWS4-HMAC-SHA256 +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  const [key = '', date = '', region = '', signedFor = ''] = scope.split('/');
  const stamp = valuesOf(request.headers, 'x-amz-date')[0] ?? '';
  const secret = secretOf(key);
  const signed = names.split(';');
  if (secret === undefined || signedFor !== service || !stamp.startsWith(date) || !signed.includes('host'))
    return false;
  if (Math.abs(timeOf(stamp) - now.getTime()) > SKEW_MS || Number.isNaN(timeOf(stamp))) return false;
  const toSign = [
    'AWS4-HMAC-SHA256',
    stamp,
    scope.slice(key.length + 1),
    createHash('sha256').update(canonical(request, signed)).digest('hex'),
  ].join('\n');
  const signingKey = [date, region, service, 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex'));
}

function canonical({ method, path, query, headers, body }: Signed, signed: readonly string[]): string {
  const values = signed.map((name) => `${name}:${valuesOf(headers, name).map(trimmed).join(',')}\n`);
  const parameters = query.split('&').filter(Boolean).map(pairOf).sort().join('&');
  const sent = valuesOf(headers, 'x-amz-content-sha256')[0];
  const hash = createHash('sha256').update(body).digest('hex');
  // What is said of the body must be true of it.
  const payload = sent === undefined || sent === hash ? hash : 'forged';
  const uri = path.split('/').map(encoded).join('/');
  return [method, uri, parameters, values.join(''), signed.join(';'), payload].join('\n');
}

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const trimmed = (value: string) => value.trim().replace(/ +/g, ' ');

function pairOf(pair: string): string {
  const at = pair.indexOf('=');
  return at < 0 ? `${pair}=` : pair;
}

/** A part of a path once more encoded, as every service but S3 has it. */
const encoded = (part: string) =>
  encodeURIComponent(part).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** `20261201T090000Z` in milliseconds since 1970. */
const timeOf = (stamp: string) =>
  Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
