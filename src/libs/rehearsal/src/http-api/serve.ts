import type { IncomingMessage, ServerResponse } from 'node:http';
import { withoutHop } from '../load-balancer/headers.ts';
import { readBody } from '../load-balancer/read-body.ts';
import { discardRest } from '../load-balancer/send-body.ts';
import { type Access, authorize } from './access.ts';
import { type Asked, type ContextValues, contextOf } from './asked.ts';
import type { Gateway } from './gateway.ts';
import { integrate } from './integrate.ts';
import { headBytes, MOST_BODY_BYTES, MOST_HEAD_BYTES } from './limits.ts';
import type { ServedApi } from './model.ts';
import { answerOwn } from './own-answers.ts';
import { chooseRoute } from './routes.ts';

/** How a request ended. Without an answer the gateway gives one of its own. `why` is for the access log and for whoever reads the events. */
export type Outcome = {
  status: number;
  why?: string;
  answer?: { headers: string[]; body: Buffer };
  tookMs?: number;
  /** Of an integration that was asked. */
  integration?: { status?: number; latencyMs: number };
  context: ContextValues;
};

/** Answers one request as the API's deployment and stage say; resolves with how, once it is answered. */
export async function serve(
  gateway: Gateway,
  api: ServedApi,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Outcome> {
  const began = performance.now();
  const asked = toAsked(gateway, request);
  const outcome = await outcomeOf(gateway, api, asked, request);
  if (!request.complete) discardRest(request);
  if (outcome.answer) send(response, asked, outcome.status, outcome.answer);
  else answerOwn(response, outcome.status, asked.requestId);
  return { ...outcome, tookMs: Math.round(performance.now() - began) };
}

async function outcomeOf(gateway: Gateway, api: ServedApi, asked: Asked, request: IncomingMessage): Promise<Outcome> {
  const place = { api: api.id, stage: api.stage.name, account: gateway.account };
  const without = contextOf(asked, { ...place, routeKey: '' });
  const own = (status: number, context = without, why?: string): Outcome => ({
    status,
    context,
    ...(why !== undefined && { why }),
  });
  const { method, headers } = asked;
  if (headBytes({ method, url: request.url ?? '', headers }) > MOST_HEAD_BYTES) return own(431);
  if (asked.path === '') return own(400);
  if (!gateway.grants(api)) return own(429);
  const route = chooseRoute(api.routes, method, asked.path);
  if (!route) return own(404);
  const context = contextOf(asked, { ...place, routeKey: route.key });
  const access: Access =
    route.access.kind === 'iam'
      ? { granted: true, told: {} }
      : await authorize(gateway, api, { route, asked, context });
  const informed = { ...context, ...prefixed('authorizer.', access.told) };
  if (!access.granted) return own(access.status, informed, access.why);
  const body = await readBody(request, MOST_BODY_BYTES);
  if (!body) return own(413, informed);
  if (route.access.kind === 'iam' && !gateway.isSigned(asked, body))
    return own(403, informed, 'it is not signed by a role that may');
  return { ...(await integrate(gateway, api, { route, asked, context: informed, body })), context: informed };
}

function send(response: ServerResponse, asked: Asked, status: number, answer: { headers: string[]; body: Buffer }) {
  const hasNoBody = status === 204 || status === 304;
  const length = hasNoBody || asked.method === 'HEAD' ? [] : ['Content-Length', String(answer.body.length)];
  response.writeHead(status, [...answer.headers, ...length, 'Apigw-Requestid', asked.requestId]);
  response.end(hasNoBody || asked.method === 'HEAD' ? undefined : answer.body);
}

function toAsked(gateway: Gateway, request: IncomingMessage): Asked {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  const rawPath = at < 0 ? url : url.slice(0, at);
  return {
    ...gateway.stamp(),
    method: request.method ?? 'GET',
    rawPath,
    path: decoded(rawPath),
    query: at < 0 ? '' : url.slice(at + 1),
    protocol: `HTTP/${request.httpVersion}`,
    headers: withoutHop(request.rawHeaders),
    sourceIp: (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
    userAgent: request.headers['user-agent'] ?? '',
    domainName: request.headers.host ?? '',
  };
}

/** Empty for a path that is none. */
function decoded(path: string): string {
  try {
    return path.startsWith('/') ? decodeURIComponent(path) : '';
  } catch {
    return '';
  }
}

const prefixed = (prefix: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));
