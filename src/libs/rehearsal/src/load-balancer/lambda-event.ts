import { valuesOf } from './headers.ts';

/** What an ALB hands to a function. Single or multi-value form, as the target group's attribute says. */
export type LambdaEvent = {
  requestContext: { elb: { targetGroupArn: string } };
  httpMethod: string;
  path: string;
  queryStringParameters?: Record<string, string>;
  multiValueQueryStringParameters?: Record<string, string[]>;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  body: string;
  isBase64Encoded: boolean;
};

/** What a function's answer becomes. `headers` as Node's raw headers. */
export type LambdaAnswer = { status: number; reason?: string; headers: string[]; body: Buffer };

/** The event for a request. Query values are passed as sent: an ALB does not decode them. */
export function toLambdaEvent(
  request: { method: string; path: string; query: string; headers: readonly string[]; body: Buffer },
  group: { arn: string; multiValueHeaders: boolean },
): LambdaEvent {
  const headers = grouped(pairsOf(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const query = grouped(queryPairs(request.query));
  const text = isText(request.headers);
  return {
    requestContext: { elb: { targetGroupArn: group.arn } },
    httpMethod: request.method,
    path: request.path,
    ...(group.multiValueHeaders
      ? { multiValueQueryStringParameters: query, multiValueHeaders: headers }
      : { queryStringParameters: lastOfEach(query), headers: lastOfEach(headers) }),
    body: request.body.toString(text ? 'utf8' : 'base64'),
    isBase64Encoded: !text && request.body.length > 0,
  };
}

/** The answer in a function's result; undefined when it is none, which an ALB turns into a 502. */
export function readLambdaAnswer(result: unknown): LambdaAnswer | undefined {
  if (!isObject(result)) return undefined;
  const status = Number(result.statusCode);
  const { statusDescription, headers, multiValueHeaders, body } = result;
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  const reason = typeof statusDescription === 'string' ? statusDescription.replace(/^\d+\s*/, '') : undefined;
  return {
    status,
    ...(reason && { reason }),
    headers: headerPairs(isObject(multiValueHeaders) ? multiValueHeaders : isObject(headers) ? headers : {}),
    body: Buffer.from(body ?? '', result.isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** The function's own length and framing are not believed. */
function headerPairs(headers: Record<string, unknown>): string[] {
  return Object.entries(headers)
    .filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name))
    .flatMap(([name, value]) => [value].flat().flatMap((one) => [name, String(one)]));
}

/** Whether a body is handed on as text: by its type, and only as it was written. */
export function isText(headers: readonly string[]): boolean {
  if (valuesOf(headers, 'content-encoding').length > 0) return false;
  const type = valuesOf(headers, 'content-type')[0] ?? 'text/plain';
  return /^(text\/|application\/(json|javascript|xml)\b)/i.test(type);
}

function queryPairs(query: string): [string, string][] {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [name, rest.join('=')];
  });
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}

function grouped(pairs: [string, string][]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const [name, value] of pairs) all[name] = [...(all[name] ?? []), value];
  return all;
}

function lastOfEach(all: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.at(-1) ?? '']));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
