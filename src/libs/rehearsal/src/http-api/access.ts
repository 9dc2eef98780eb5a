import type { Asked, ContextValues } from './asked.ts';
import { identityOf, readVerdict } from './authorizer.ts';
import { forAuthorizer, toEvent } from './function-event.ts';
import type { Gateway } from './gateway.ts';
import { AUTHORIZER_MS } from './limits.ts';
import type { Route, ServedApi } from './model.ts';
import { sourceOfAuthorizer, sourceOfRoute } from './permission.ts';

/** Whether a request is let in, and what the authorizer said beside. */
export type Access = { told: Record<string, string> } & (
  | { granted: true }
  | { granted: false; status: 401 | 403 | 500; why?: string }
);

/** Asks the route's authorizer, or the cache what it said of that caller. Whatever goes wrong lets nobody in. */
export async function authorize(
  gateway: Gateway,
  api: ServedApi,
  { route, asked, context }: { route: Route; asked: Asked; context: ContextValues },
): Promise<Access> {
  if (route.access.kind !== 'authorizer') return { granted: true, told: {} };
  const authorizer = api.authorizers.get(route.access.id);
  const fault = (why: string): Access => ({ granted: false, status: 500, told: { error: why }, why });
  if (!authorizer) return fault('there is no such authorizer');
  const identity = identityOf(authorizer.identitySources, asked, context);
  if (!identity) return { granted: false, status: 401, told: {} };
  const known = gateway.verdicts.find(authorizer.id, identity, gateway.nowMs());
  if (known) return answerOf(known);

  const { functionArn, id, ttlMs } = authorizer;
  const apiArn = `arn:aws:execute-api:${gateway.region}:${gateway.account}:${api.id}`;
  if (!(await gateway.mayInvoke(functionArn, sourceOfAuthorizer(apiArn, id))))
    return fault(`${functionArn} does not let the authorizer invoke it`);
  const routeArn = sourceOfRoute(apiArn, api.stage.name, asked.method, route.path);
  const event = forAuthorizer(toEvent(asked, context), { routeArn, identity });
  const result = await gateway.invoke(functionArn, event, AUTHORIZER_MS);
  if (result.error !== undefined) return fault(result.error);
  const verdict = readVerdict(result.payload);
  if (!verdict) return fault('its answer is none that an authorizer gives');
  if (ttlMs > 0) gateway.verdicts.keep(id, identity, verdict, gateway.nowMs() + ttlMs);
  return answerOf(verdict);
}

const answerOf = ({ authorized, told }: { authorized: boolean; told: Record<string, string> }): Access =>
  authorized ? { granted: true, told } : { granted: false, status: 403, told };
