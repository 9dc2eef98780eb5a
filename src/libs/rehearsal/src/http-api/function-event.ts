import { type RawHeaders, valuesOf } from '../load-balancer/headers.ts';
import { isText } from '../load-balancer/lambda-event.ts';
import { type Asked, type ContextValues, clfTime } from './asked.ts';

/** What a function answers a request with. `headers` as Node's raw headers. */
export type FunctionAnswer = { status: number; headers: string[]; body: Buffer };

/**
 * The event of payload format 2.0, for an integration (with a body) and for an authorizer (without, and with its identity sources).
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function toEvent(asked: Asked, context: ContextValues) {
  const cookies = valuesOf(asked.headers, 'cookie').flatMap((value) => value.split(/;\s*/));
  const query = joined(new URLSearchParams(asked.query));
  return {
    version: '2.0',
    routeKey: context.routeKey ?? '',
    rawPath: asked.path,
    rawQueryString: asked.query,
    ...(cookies.length > 0 && { cookies }),
    headers: headersOf(asked),
    ...(Object.keys(query).length > 0 && { queryStringParameters: query }),
    requestContext: {
      accountId: context.accountId ?? '',
      apiId: context.apiId ?? '',
      domainName: asked.domainName,
      domainPrefix: context.domainPrefix ?? '',
      http: {
        method: asked.method,
        path: asked.path,
        protocol: asked.protocol,
        sourceIp: asked.sourceIp,
        userAgent: asked.userAgent,
      },
      requestId: asked.requestId,
      routeKey: context.routeKey ?? '',
      stage: context.stage ?? '',
      time: clfTime(asked.at),
      timeEpoch: asked.at.getTime(),
    },
  };
}

/** The event with the request's body: as text when its type is one, else in base64. */
export function withBody(event: ReturnType<typeof toEvent>, headers: RawHeaders, body: Buffer) {
  const text = isText(headers);
  return {
    ...event,
    ...(body.length > 0 && { body: body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: !text && body.length > 0,
  };
}

export function forAuthorizer(
  event: ReturnType<typeof toEvent>,
  authorizer: { routeArn: string; identity: readonly string[] },
) {
  return { ...event, type: 'REQUEST', routeArn: authorizer.routeArn, identitySource: authorizer.identity };
}

/** What a function's result becomes: without a status the whole of it is JSON. Undefined when it is no answer. */
export function readAnswer(result: unknown): FunctionAnswer | undefined {
  if (result === undefined || result === null) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = result as Record<string, unknown>;
  if (statusCode === undefined) {
    const text = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: ['content-type', 'application/json'], body: Buffer.from(text) };
  }
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  return {
    status,
    headers: [...headerPairs(headers), ...[cookies ?? []].flat().flatMap((one) => ['set-cookie', String(one)])],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** The function's own length and framing are not believed. */
function headerPairs(headers: unknown): string[] {
  if (typeof headers !== 'object' || headers === null) return [];
  return Object.entries(headers)
    .filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name))
    .flatMap(([name, value]) => [name, String(value)]);
}

/** Names in lower case, several values joined by commas; cookies stand elsewhere. */
function headersOf({ headers, sourceIp, domainName }: Asked): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [index, name] of headers.entries()) {
    const key = name.toLowerCase();
    if (index % 2 !== 0 || key === 'cookie') continue;
    all[key] = all[key] === undefined ? (headers[index + 1] ?? '') : `${all[key]},${headers[index + 1] ?? ''}`;
  }
  const [, port = '443'] = /:(\d+)$/.exec(domainName) ?? [];
  const forwardedFor = all['x-forwarded-for'] ? `${all['x-forwarded-for']}, ${sourceIp}` : sourceIp;
  return { ...all, 'x-forwarded-for': forwardedFor, 'x-forwarded-port': port, 'x-forwarded-proto': 'https' };
}

function joined(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}
