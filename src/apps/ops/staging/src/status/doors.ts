import {
  type ApiGatewayV2Client,
  GetDeploymentCommand,
  GetRoutesCommand,
  GetStageCommand,
  GetVpcLinkCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  DescribeRulesCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  type DoorKind,
  type Forwarding,
  forwardingOf,
  forwardingOfRoutes,
  leadOf,
  type ObservedDoor,
  PLAIN_DOOR,
  readServed,
} from '@bookmark-manager/schedule';
import type { AlbSettings, DoorSettings, HttpApiSettings } from './door-settings.ts';

/** The boundary to AWS: what a test replaces. */
export type DoorClients = {
  elb: Pick<ElasticLoadBalancingV2Client, 'send'>;
  gateway: Pick<ApiGatewayV2Client, 'send'>;
};

/** A door as it is. */
export type DoorSeen = {
  asks: ObservedDoor;
  /** null: it does not know. */
  healthy(service: string): number | null;
  forwarding(service: string): Forwarding;
};

type Reader<K extends DoorKind> = (
  settings: Extract<DoorSettings, { kind: K }>,
  clients: DoorClients,
) => Promise<DoorSeen>;

const READERS: { [K in DoorKind]: Reader<K> } = { alb: readAlb, 'http-api': readHttpApi };

/** How the door that the environment has is now. */
export function readDoorOf(settings: DoorSettings, clients: DoorClients): Promise<DoorSeen> {
  return read(settings.kind, settings, clients);
}

function read<K extends DoorKind>(kind: K, settings: Extract<DoorSettings, { kind: K }>, clients: DoorClients) {
  return READERS[kind](settings, clients);
}

async function readAlb({ services, wakeTargetGroupArn }: AlbSettings, { elb }: DoorClients): Promise<DoorSeen> {
  const listeners = [...new Set(services.map(({ listenerArn }) => listenerArn))];
  const countHealthy = async (TargetGroupArn: string) => {
    const { TargetHealthDescriptions } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return (TargetHealthDescriptions ?? []).filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length;
  };
  const [healthy, pages] = await Promise.all([
    Promise.all(services.map(({ appTargetGroupArn }) => countHealthy(appTargetGroupArn))),
    Promise.all(listeners.map((ListenerArn) => elb.send(new DescribeRulesCommand({ ListenerArn })))),
  ]);
  const rules = pages.flatMap(({ Rules }) => Rules ?? []);
  return {
    asks: PLAIN_DOOR,
    healthy: (name) => healthy[services.findIndex((service) => service.name === name)] ?? 0,
    forwarding(name) {
      const service = services.find((each) => each.name === name);
      // A service without a rule of its own is the listener's default.
      const rule = rules.find((each) =>
        service?.ruleArn === null ? each.IsDefault : each.RuleArn === service?.ruleArn,
      );
      const groups = rule?.Actions?.find(({ Type }) => Type === 'forward')?.ForwardConfig?.TargetGroups ?? [];
      const weight = (arn: string | undefined) =>
        groups.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight ?? 0;
      return forwardingOf({ app: weight(service?.appTargetGroupArn), wake: weight(wakeTargetGroupArn) });
    },
  };
}

async function readHttpApi(settings: HttpApiSettings, { gateway }: DoorClients): Promise<DoorSeen> {
  const { apiId: ApiId, stage: StageName, linkId: VpcLinkId, services, revision, wakeIntegrationId: wake } = settings;
  const [link, routes, stage] = await Promise.all([
    gateway.send(new GetVpcLinkCommand({ VpcLinkId })),
    gateway.send(new GetRoutesCommand({ ApiId, MaxResults: MOST_ROUTES })),
    gateway.send(new GetStageCommand({ ApiId, StageName })),
  ]);
  const { DeploymentId } = stage;
  const deployment = DeploymentId && (await gateway.send(new GetDeploymentCommand({ ApiId, DeploymentId })));
  const served = deployment ? readServed(deployment.Description) : null;
  const target = (id: string) => routes.Items?.find(({ RouteId }) => RouteId === id)?.Target;
  const status = link.VpcLinkStatus ?? 'unknown';
  return {
    asks: { ...PLAIN_DOOR, notReady: status === 'AVAILABLE' ? null : `the VPC link is ${status}` },
    healthy: () => null,
    forwarding(name) {
      const service = services.find((each) => each.name === name);
      if (!service) return 'mixed';
      const lead = leadOf(service.routeIds.map(target), { app: service.integrationId, wake });
      return forwardingOfRoutes(name, lead, served, revision);
    },
  };
}

/** Of one page; there are seven. */
const MOST_ROUTES = '100';
