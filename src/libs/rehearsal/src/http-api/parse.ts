import * as z from 'zod/mini';
import type { DeployedApi, StageSettings } from '../handlers/http-apis.ts';
import { MOST_INTEGRATION_MS } from './limits.ts';
import { overwrittenHeader } from './mapping.ts';
import type { Authorizer, Integration, Route, ServedApi, Stage } from './model.ts';
import { parseRouteKey } from './routes.ts';

/** API Gateway's own limits of an account, where a stage says none. */
const UNLIMITED = { perSecond: 10_000, burst: 5_000 };
const DEFAULT_TTL_SECONDS = 300;

const text = z.nullish(z.string());
const routeSchema = z.object({
  routeKey: z.string(),
  target: text,
  authorizationType: text,
  authorizerId: text,
});
const integrationSchema = z.object({
  integrationId: z.string(),
  integrationType: z.string(),
  integrationUri: text,
  integrationMethod: text,
  connectionId: text,
  timeoutInMillis: z.nullish(z.number()),
  requestParameters: z.nullish(z.record(z.string(), z.string())),
});
const authorizerSchema = z.object({
  authorizerId: z.string(),
  name: z.string(),
  authorizerUri: text,
  authorizerResultTtlInSeconds: z.nullish(z.number()),
  identitySource: z.nullish(z.array(z.string())),
});
const stageSchema = z.object({
  stageName: z.string(),
  deploymentId: z.nullish(z.string()),
  defaultRouteSettings: z.nullish(
    z.object({
      throttlingRateLimit: z.nullish(z.number()),
      throttlingBurstLimit: z.nullish(z.number()),
    }),
  ),
  accessLogSettings: z.nullish(z.object({ destinationArn: text, format: text })),
});

/** A stage before its first deployment: nothing is found there. */
export const NOTHING_DEPLOYED = { routes: [], integrations: [], authorizers: [] };

/** What a stage serves of a deployment. @throws when the emulator holds what no HTTP API has */
export function toServed(
  api: { id: string; name: string },
  stage: StageSettings,
  deployed: Pick<DeployedApi, 'routes' | 'integrations' | 'authorizers'>,
): ServedApi {
  return {
    ...api,
    stage: toStage(stage),
    routes: deployed.routes.map(toRoute),
    integrations: byId(deployed.integrations.flatMap((one) => toIntegration(one) ?? [])),
    authorizers: byId(deployed.authorizers.map(toAuthorizer)),
  };
}

export function toStage(input: unknown): Stage {
  const { stageName, deploymentId, defaultRouteSettings, accessLogSettings } = stageSchema.parse(input);
  const { destinationArn, format } = accessLogSettings ?? {};
  return {
    name: stageName,
    deploymentId: deploymentId ?? '',
    throttle: {
      perSecond: defaultRouteSettings?.throttlingRateLimit || UNLIMITED.perSecond,
      burst: defaultRouteSettings?.throttlingBurstLimit || UNLIMITED.burst,
    },
    ...(destinationArn && format && { accessLog: { group: logGroupIn(destinationArn), format } }),
  };
}

function toRoute(input: unknown): Route {
  const { routeKey, target, authorizationType, authorizerId } = routeSchema.parse(input);
  const access: Route['access'] =
    authorizationType === 'AWS_IAM'
      ? { kind: 'iam' }
      : authorizationType === 'CUSTOM'
        ? { kind: 'authorizer', id: authorizerId ?? '' }
        : { kind: 'open' };
  return { ...parseRouteKey(routeKey), integrationId: (target ?? '').replace(/^integrations\//, ''), access };
}

/** Undefined for kinds that no door of ours has. */
function toIntegration(input: unknown): Integration | undefined {
  const one = integrationSchema.parse(input);
  const path = one.requestParameters?.['overwrite:path'];
  const common = {
    id: one.integrationId,
    timeoutMs: Math.min(one.timeoutInMillis ?? MOST_INTEGRATION_MS, MOST_INTEGRATION_MS),
    ...(path !== undefined && { path }),
    overwrites: Object.entries(one.requestParameters ?? {}).flatMap(([key, value]) => {
      const header = overwrittenHeader(key);
      return header === undefined ? [] : [{ header, value }];
    }),
  };
  const uri = one.integrationUri ?? '';
  if (one.integrationType === 'AWS_PROXY') return { ...common, kind: 'function', functionArn: functionIn(uri) };
  if (one.integrationType !== 'HTTP_PROXY' || !one.connectionId) return undefined;
  const method = one.integrationMethod ?? 'ANY';
  return { ...common, kind: 'service', serviceArn: uri, linkId: one.connectionId, method };
}

function toAuthorizer(input: unknown): Authorizer {
  const one = authorizerSchema.parse(input);
  return {
    id: one.authorizerId,
    name: one.name,
    functionArn: functionIn(one.authorizerUri ?? ''),
    ttlMs: (one.authorizerResultTtlInSeconds ?? DEFAULT_TTL_SECONDS) * 1000,
    identitySources: one.identitySource ?? [],
  };
}

/** A function's ARN, from itself or from the address by which it is invoked. */
function functionIn(uri: string): string {
  return /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

const logGroupIn = (arn: string) => arn.replace(/^arn:aws:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));
