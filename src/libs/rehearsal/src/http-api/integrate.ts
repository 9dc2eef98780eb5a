import { withoutLength } from './answer-headers.ts';
import type { Asked, ContextValues } from './asked.ts';
import { type Answer, forwardTo, NoAnswer } from './forward.ts';
import { readAnswer, toEvent, withBody } from './function-event.ts';
import type { Gateway } from './gateway.ts';
import { MOST_FUNCTION_BYTES } from './limits.ts';
import { mappedValue, overwritten } from './mapping.ts';
import type { Integration, Route, ServedApi } from './model.ts';
import { sourceOfRoute } from './permission.ts';
import type { Outcome } from './serve.ts';

type Turn = { route: Route; asked: Asked; context: ContextValues; body: Buffer };
type Result = Omit<Outcome, 'context'>;
type Of<Kind extends Integration['kind']> = Extract<Integration, { kind: Kind }>;

/** Has the route's integration answer. */
export async function integrate(gateway: Gateway, api: ServedApi, turn: Turn): Promise<Result> {
  const integration = api.integrations.get(turn.route.integrationId);
  if (!integration) return { status: 500, why: 'its route leads to no integration' };
  const began = performance.now();
  const result =
    integration.kind === 'function'
      ? await byFunction(gateway, api, integration, turn)
      : await byService(gateway, integration, turn);
  const latencyMs = Math.round(performance.now() - began);
  return { ...result, integration: { ...(result.answer && { status: result.status }), latencyMs } };
}

async function byFunction(
  gateway: Gateway,
  api: ServedApi,
  { functionArn, timeoutMs }: Of<'function'>,
  { route, asked, context, body }: Turn,
): Promise<Result> {
  const apiArn = `arn:aws:execute-api:${gateway.region}:${gateway.account}:${api.id}`;
  if (!(await gateway.mayInvoke(functionArn, sourceOfRoute(apiArn, api.stage.name, asked.method, route.path))))
    return { status: 500, why: `${functionArn} does not let the route invoke it` };
  const event = withBody(toEvent(asked, context), asked.headers, body);
  if (Buffer.byteLength(JSON.stringify(event)) > MOST_FUNCTION_BYTES) return { status: 413 };
  const { payload, error, timedOut } = await gateway.invoke(functionArn, event, timeoutMs);
  if (timedOut) return { status: 503, why: 'its function took too long' };
  const answer = error === undefined ? readAnswer(payload) : undefined;
  if (!answer || answer.body.length > MOST_FUNCTION_BYTES)
    return { status: 500, why: error ?? 'what its function said is no answer' };
  return { status: answer.status, answer: { headers: withoutLength(answer.headers), body: answer.body } };
}

async function byService(
  gateway: Gateway,
  integration: Of<'service'>,
  { asked, context, body }: Turn,
): Promise<Result> {
  const { nothingListedStatus, retries, pathsEncodedAnew } = gateway.assumptions();
  const found = gateway.targetOf(integration);
  if ('closed' in found) return { status: 503, why: found.closed };
  if (!found.target) return { status: nothingListedStatus, why: 'no instance is listed as healthy' };
  const source = { context, headers: asked.headers, query: asked.query, path: asked.path };
  const path =
    integration.path === undefined
      ? pathsEncodedAnew
        ? encodedAnew(asked.path)
        : asked.rawPath
      : mappedValue(integration.path, source);
  const told = [
    ...overwritten(asked.headers, integration.overwrites, source).filter(isKept),
    ...['Forwarded', `for=${asked.sourceIp};host=${asked.domainName};proto=https`],
    ...['Via', `${asked.protocol} AmazonAPIGateway`],
    ...['X-Amzn-Trace-Id', `Root=${gateway.traceId()}`],
  ];
  const method = integration.method === 'ANY' ? asked.method : integration.method;
  const sent = { method, path: asked.query ? `${path}?${asked.query}` : path, headers: told, body };
  const way = { agent: gateway.agent, timeoutMs: integration.timeoutMs };
  try {
    return whole(asked, await forwardTo(found.target, sent, way));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (retries && error.reason === 'unreachable') {
      const again = await forwardTo(found.target, sent, way).catch(() => undefined);
      if (again) return whole(asked, again);
    }
    return { status: error.reason === 'too large' ? 500 : 503, why: error.message };
  }
}

/** What a HEAD says of the length is the instance's own. */
function whole({ method }: Asked, { status, headers, body }: Answer): Result {
  return { status, answer: { headers: method === 'HEAD' ? headers : withoutLength(headers), body } };
}

/** Decoded once, and encoded anew: what was a slash in disguise has become one. */
const encodedAnew = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/** The body's length is said anew, and the gateway speaks for itself. */
function isKept(_: string, index: number, all: readonly string[]): boolean {
  return !/^(content-length|forwarded|via|x-amzn-trace-id)$/i.test(all[index - (index % 2)] ?? '');
}
