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
  /** The door that it came through. */
  through: 'alb' | 'http-api';
};

const values = z.nullish(z.record(z.string(), z.string()));

/** The event of an ALB with single values. It passes paths and parameters on as they were sent. */
const albEvent = z.object({
  httpMethod: z.nullish(z.string()),
  path: z.nullish(z.string()),
  queryStringParameters: values,
  headers: values,
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/**
 * The event of an HTTP API, payload format 2.0: cookies apart from the headers, the query as it was sent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const gatewayEvent = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string(),
  cookies: z.nullish(z.array(z.string())),
  headers: z.record(z.string(), z.string()),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.nullish(z.string()),
  isBase64Encoded: z.nullish(z.boolean()),
});

/** The request in a door's event; anything else is read as a plain GET of `/`, as a balancer would have sent it. */
export function parseRequest(event: unknown): WakeRequest {
  const gateway = gatewayEvent.safeParse(event);
  return gateway.success ? ofGateway(gateway.data) : ofAlb(albEvent.safeParse(event).data);
}

function ofAlb(event: z.infer<typeof albEvent> | undefined): WakeRequest {
  const sent = Object.entries(event?.queryStringParameters ?? {});
  const query = sent.map(([name, value]) => `${name}=${value}`).join('&');
  const path = event?.path ?? '/';
  return {
    ...requestOf(path, query, event?.headers ?? {}, event),
    method: event?.httpMethod ?? 'GET',
    through: 'alb',
  };
}

function ofGateway(event: z.infer<typeof gatewayEvent>): WakeRequest {
  const cookies = event.cookies?.length ? { cookie: event.cookies.join('; ') } : {};
  // It may come decoded: what is no letter of an address is encoded again, and what is encoded already stays.
  const path = event.rawPath.replaceAll(/[^\x21-\x7e]+/gu, encodeURIComponent);
  // Whoever comes through a gateway came over TLS, whatever a header says.
  const headers = { ...event.headers, ...cookies, 'x-forwarded-proto': 'https' };
  return {
    ...requestOf(path, event.rawQueryString, headers, event),
    method: event.requestContext.http.method,
    through: 'http-api',
  };
}

type Body = { body?: string | null | undefined; isBase64Encoded?: boolean | null | undefined } | undefined;

function requestOf(path: string, query: string, headers: Readonly<Record<string, string>>, event: Body) {
  const pairs = query === '' ? [] : query.split('&').map((pair) => /^([^=]*)=?(.*)$/s.exec(pair)?.slice(1) ?? []);
  return {
    path,
    asked: query === '' ? path : `${path}?${query}`,
    query: new Map(pairs.map(([name = '', value = '']) => [decoded(name), decoded(value)])),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(event?.body ?? '', event?.isBase64Encoded === true ? 'base64' : 'utf8').toString(),
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
