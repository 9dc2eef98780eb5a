import {
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetRoutesCommand,
  GetStageCommand,
  ResetAuthorizersCacheCommand,
  type Route,
  UpdateRouteCommand,
} from '@aws-sdk/client-apigatewayv2';
import { describeServed, type Leads, leadOf, readServed, type Served, targetOf } from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import type { Flip } from './door.ts';
import type { HttpApiSettings } from './door_settings.ts';

type Gateway = Clients['gateway'];

/** The API as it is: what its routes say, and what the stage serves of it, which is what they said when it was deployed. */
export type GatewayView = {
  /** The targets of the routes that lead to a service, by their ids. */
  targets: ReadonlyMap<string, string | undefined>;
  /** By service. */
  leads: Readonly<Record<string, Leads>>;
  /** null: nothing is served, or nothing of ours. */
  served: Served | null;
  servedSince: Date | null;
  /** Whether nothing was ever deployed to the stage. */
  blank: boolean;
};

export async function readGateway(gateway: Gateway, settings: HttpApiSettings): Promise<GatewayView> {
  const [routes, stage] = await Promise.all([
    routesOf(gateway, settings.apiId),
    gateway.send(new GetStageCommand({ ApiId: settings.apiId, StageName: settings.stage })),
  ]);
  const targets = new Map(routes.map(({ RouteId, Target }) => [RouteId ?? '', Target]));
  const deployment = stage.DeploymentId === undefined ? null : await look(gateway, settings.apiId, stage.DeploymentId);
  const isServed = deployment?.DeploymentStatus === 'DEPLOYED';
  return {
    targets,
    leads: leadsOf(settings, targets),
    served: isServed ? readServed(deployment.Description) : null,
    servedSince: (isServed ? deployment.CreatedDate : undefined) ?? null,
    blank: deployment === null,
  };
}

/**
 * Gives the routes of all these services their targets, then makes one deployment, and waits for it: visitors are moved all
 * together. Should it be cut short, the stage serves what it served before, and the next firing sees that the routes say something else.
 * @throws Error when AWS refuses a call, or the deployment
 */
export async function deploy(
  { gateway, pause }: Pick<Clients, 'gateway' | 'pause'>,
  settings: HttpApiSettings,
  { targets, served }: GatewayView,
  flips: readonly Flip[],
): Promise<void> {
  const { apiId: ApiId, stage: StageName, revision } = settings;
  const wanted = new Map(targets);
  for (const [RouteId, Target] of flips.flatMap((flip) => targetsOf(settings, flip))) {
    if (targets.get(RouteId) !== Target) await gateway.send(new UpdateRouteCommand({ ApiId, RouteId, Target }));
    wanted.set(RouteId, Target);
  }
  // Another revision may be another allow-list, and what the authorizer answered before is kept for five minutes.
  if (served?.revision !== revision) await gateway.send(new ResetAuthorizersCacheCommand({ ApiId, StageName }));
  const Description = describeServed({ revision, leads: leadsOf(settings, wanted) });
  const { DeploymentId } = await gateway.send(new CreateDeploymentCommand({ ApiId, StageName, Description }));
  for (let waited = 0; waited < MOST_WAITS; waited += 1) {
    const { DeploymentStatus, DeploymentStatusMessage = '' } = await look(gateway, ApiId, DeploymentId ?? '');
    if (DeploymentStatus === 'DEPLOYED') return;
    if (DeploymentStatus === 'FAILED') throw new Error(`the deployment failed: ${DeploymentStatusMessage}`);
    await pause(WAIT_MS);
  }
  throw new Error('the deployment takes longer than usual');
}

/** Far within the function's minute. */
const MOST_WAITS = 40;
const WAIT_MS = 500;

async function routesOf(gateway: Gateway, ApiId: string): Promise<Route[]> {
  const routes: Route[] = [];
  let NextToken: string | undefined;
  do {
    const page = await gateway.send(new GetRoutesCommand({ ApiId, ...(NextToken === undefined ? {} : { NextToken }) }));
    routes.push(...(page.Items ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return routes;
}

function look(gateway: Gateway, ApiId: string, DeploymentId: string) {
  return gateway.send(new GetDeploymentCommand({ ApiId, DeploymentId }));
}

function leadsOf(
  { services, wakeIntegrationId: wake }: HttpApiSettings,
  targets: GatewayView['targets'],
): Record<string, Leads> {
  const leads = services.map(
    ({ name, integrationId: app, routeIds }) =>
      [
        name,
        leadOf(
          routeIds.map((id) => targets.get(id)),
          { app, wake },
        ),
      ] as const,
  );
  return Object.fromEntries(leads);
}

function targetsOf({ services, wakeIntegrationId }: HttpApiSettings, { service, to }: Flip): [string, string][] {
  const setting = services.find(({ name }) => name === service);
  if (!setting) throw new Error(`the door knows no service "${service}"`);
  const target = targetOf(to === 'app' ? setting.integrationId : wakeIntegrationId);
  return setting.routeIds.map((id) => [id, target]);
}
