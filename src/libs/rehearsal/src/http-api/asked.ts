import type { RawHeaders } from '../load-balancer/headers.ts';

/** One request as the gateway knows it: what routes, mappings, functions and the access log are told. */
export type Asked = {
  requestId: string;
  at: Date;
  method: string;
  /** As sent; `path` is decoded. */
  rawPath: string;
  path: string;
  query: string;
  protocol: string;
  headers: RawHeaders;
  /** The caller's address; IPv4 without `::ffff:`. */
  sourceIp: string;
  userAgent: string;
  /** The host that the caller asked, as it wrote it. */
  domainName: string;
};

/** The values of `$context`, by name: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
export type ContextValues = Record<string, string>;

export function contextOf(
  asked: Asked,
  { api, stage, routeKey, account }: { api: string; stage: string; routeKey: string; account: string },
): ContextValues {
  return {
    accountId: account,
    apiId: api,
    domainName: asked.domainName,
    domainPrefix: asked.domainName.split('.')[0] ?? '',
    extendedRequestId: asked.requestId,
    httpMethod: asked.method,
    'identity.sourceIp': asked.sourceIp,
    'identity.userAgent': asked.userAgent,
    path: asked.path,
    protocol: asked.protocol,
    requestId: asked.requestId,
    requestTime: clfTime(asked.at),
    requestTimeEpoch: String(asked.at.getTime()),
    routeKey,
    stage,
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `01/Dec/2026:09:00:00 +0000` */
export function clfTime(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
