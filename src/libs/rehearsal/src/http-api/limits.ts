import type { RawHeaders } from '../load-balancer/headers.ts';

/** Of a request's body and of an answer's. Source of all: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const MOST_BODY_BYTES = 10 * 1024 * 1024;
/** Of what a function is given and gives: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MOST_FUNCTION_BYTES = 6 * 1024 * 1024;
/** Of the request line and the headers' values together. */
export const MOST_HEAD_BYTES = 10_240;
/** An authorizer's function has this long for its answer. */
export const AUTHORIZER_MS = 10_000;
/** No integration has longer. */
export const MOST_INTEGRATION_MS = 30_000;

/** What counts of a request's head: its first line, and the headers. Names are counted too, to be on the safe side. */
export function headBytes({ method, url, headers }: { method: string; url: string; headers: RawHeaders }): number {
  const line = `${method} ${url} HTTP/1.1`.length;
  return headers.reduce((sum, text) => sum + Buffer.byteLength(text, 'latin1'), line);
}
