import * as z from 'zod/mini';

/** A visitor's request, as far as the wake function looks at it. */
export type WakeRequest = {
  method: string;
  path: string;
  /** Path and query as they were asked for, percent-encoded. */
  asked: string;
  /** The last value of each parameter, decoded. */
  query: ReadonlyMap<string, string>;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
};

const values = z.nullish(z.record(z.string(), z.string()));

/** The event of an ALB with single values. It passes paths and parameters on as they were sent. */
const eventSchema = z.object({
  httpMethod: z.nullish(z.string()),
  path: z.nullish(z.string()),
  queryStringParameters: values,
  headers: values,
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/** The request in an ALB's event; anything else is read as a plain GET of `/`. */
export function parseRequest(event: unknown): WakeRequest {
  const parsed = eventSchema.safeParse(event).data;
  const path = parsed?.path ?? '/';
  const sent = Object.entries(parsed?.queryStringParameters ?? {});
  const query = sent.map(([name, value]) => `${name}=${value}`).join('&');
  const named = Object.entries(parsed?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: parsed?.httpMethod ?? 'GET',
    path,
    asked: query === '' ? path : `${path}?${query}`,
    query: new Map(sent.map(([name, value]) => [decoded(name), decoded(value)])),
    headers: Object.fromEntries(named),
    body: Buffer.from(parsed?.body ?? '', parsed?.isBase64Encoded === true ? 'base64' : 'utf8').toString(),
  };
}

/** Text that is not rightly encoded stays as it is: nobody takes it for anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
