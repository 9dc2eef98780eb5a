import type { FakeAws } from './testing.ts';

type Input = Readonly<Record<string, unknown>>;
type Deployment = { DeploymentId: string; DeploymentStatus: string; Description?: string; CreatedDate: Date };

/** An HTTP API as far as the Lambdas know it. */
export type FakeGateway = {
  link: string;
  /** Targets by route. */
  routes: Record<string, string>;
  deployments: Deployment[];
  /** What the stage serves. */
  served: string | undefined;
  now: () => Date;
  /** How often a new deployment is looked at before it is there. */
  pending: number;
  /** The answer to a probe, by its URL's end. */
  health: Record<string, number | null>;
  asked: string[];
  /** How often the authorizer's answers were forgotten. */
  resets: number;
  /** The access log, newest last. */
  log: { at: Date; message: string }[];
};

export function fakeGateway(): FakeGateway {
  return {
    link: 'AVAILABLE',
    routes: { default: WAKE, api: WAKE, proxy: WAKE, health: WAKE, 'probe-web': 'integrations/p' },
    deployments: [],
    served: undefined,
    now: () => new Date(0),
    pending: 0,
    health: { web: 200, api: 200 },
    asked: [],
    resets: 0,
    log: [],
  };
}

const WAKE = 'integrations/wake';

/** The environment variables that Terraform gives the scheduler of an HTTP API, beside those of any door. */
export const httpApiEnvironment = {
  WAKE_TARGET_GROUP_ARN: undefined,
  SERVICES: JSON.stringify([
    { name: 'web', service: 'staging-web', integrationId: 'web', routeIds: ['default'] },
    { name: 'api', service: 'staging-api', integrationId: 'api', routeIds: ['api', 'proxy', 'health'] },
  ]),
  DOOR: JSON.stringify({
    kind: 'http-api',
    apiId: 'a1',
    stage: '$default',
    linkId: 'l1',
    wakeIntegrationId: 'wake',
    accessLogGroup: '/aws/apigateway/staging',
    revision: 'r1',
  }),
};

/** The routes' targets, without the folder that all lie in. */
export const targets = ({ gateway }: FakeAws): string =>
  ['default', 'api', 'proxy', 'health'].map((route) => gateway.routes[route]?.split('/')[1]).join(' ');

/** What the stage serves, by its description. */
export const served = ({ gateway }: FakeAws): string | undefined =>
  gateway.deployments.find(({ DeploymentId }) => DeploymentId === gateway.served)?.Description;

export const GATEWAY_OPERATIONS: Readonly<Record<string, (aws: FakeAws, input: Input) => unknown>> = {
  GetVpcLink: ({ gateway }) => ({ VpcLinkStatus: gateway.link }),
  /** Two routes a page, so that whoever reads has to turn them. */
  GetRoutes: ({ gateway }, { NextToken }) => {
    const from = Number(NextToken ?? 0);
    const all = Object.entries(gateway.routes).map(([RouteId, Target]) => ({ RouteId, Target }));
    const more = from + 2 < all.length ? { NextToken: String(from + 2) } : {};
    return { Items: all.slice(from, from + 2), ...more };
  },
  GetStage: ({ gateway }) => ({ StageName: '$default', DeploymentId: gateway.served }),
  GetDeployment: ({ gateway }, input) => {
    const found = gateway.deployments.find(({ DeploymentId }) => DeploymentId === input.DeploymentId);
    if (found?.DeploymentStatus === 'PENDING' && gateway.pending-- <= 0) found.DeploymentStatus = 'DEPLOYED';
    return { ...found };
  },
  UpdateRoute: ({ gateway }, { RouteId, Target }) => {
    gateway.routes[String(RouteId)] = String(Target);
  },
  CreateDeployment: ({ gateway }, { Description }) => {
    const DeploymentId = `d${gateway.deployments.length + 1}`;
    gateway.deployments.push({
      DeploymentId,
      DeploymentStatus: 'PENDING',
      Description: String(Description),
      CreatedDate: gateway.now(),
    });
    gateway.served = DeploymentId;
    return { DeploymentId };
  },
  ResetAuthorizersCache: ({ gateway }) => {
    gateway.resets += 1;
  },
  FilterLogEvents: ({ gateway }, { startTime, endTime, nextToken }) => {
    const within = gateway.log.filter(({ at }) => at.getTime() >= Number(startTime) && at.getTime() <= Number(endTime));
    const from = Number(nextToken ?? 0);
    const more = from + 1 < within.length ? { nextToken: String(from + 1) } : {};
    return { events: within.slice(from, from + 1).map(({ message }) => ({ message })), ...more };
  },
};
