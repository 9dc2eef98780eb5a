import { ApiGatewayV2Client, GetApisCommand, GetVpcLinksCommand } from '@aws-sdk/client-apigatewayv2';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { type DoorKind, FRONT_DOORS } from '@bookmark-manager/schedule';
import { GATEWAY, LOAD_BALANCER, type Service, serviceName } from '../../names.ts';
import type { Target } from '../../target/target.ts';
import { ofAuthorizer } from '../../tfvars/applied.ts';
import { orNull, whyNot } from '../look.ts';

/** The front door, and what it thinks of its targets. */
export type Door = {
  kind: DoorKind;
  /** As it is typed into a browser. */
  url: string;
  state: string;
  https: boolean;
  certificates: readonly string[];
  /** Who may come in, where it is the door itself that knows; null: a security group does. */
  allowList: readonly string[] | null;
  /** null: it does not look after them. */
  targets: Readonly<Record<Service, readonly TargetFacts[]>> | null;
  /** What a request from this machine gets: a status, or why none. */
  probe: { status: number } | { failed: string };
};

/** `reason` and `description` in ELB's words. */
export type TargetFacts = { id: string; state: string; reason: string; description: string };

type Reader = (target: Target) => Promise<Door | null>;

const READERS: Readonly<Record<DoorKind, Reader>> = { alb: readBalancer, 'http-api': readGateway };

/** The door that stands. One is asked after the other: who may not look at gateways still sees a load balancer. */
export async function readDoor(target: Target): Promise<Door | null> {
  for (const kind of FRONT_DOORS) {
    const door = await READERS[kind](target);
    if (door) return door;
  }
  return null;
}

async function readGateway(target: Target): Promise<Door | null> {
  const gateway = new ApiGatewayV2Client(target.clientOptions);
  const [apis, links] = await Promise.all([
    orNull(gateway.send(new GetApisCommand({}))),
    orNull(gateway.send(new GetVpcLinksCommand({}))),
  ]);
  const api = apis?.Items?.find(({ Name }) => Name === GATEWAY);
  if (!api?.ApiEndpoint) return null;
  const status = links?.Items?.find(({ Name }) => Name === GATEWAY)?.VpcLinkStatus ?? 'missing';
  const url = target.kind === 'rehearsal' ? target.run.door : api.ApiEndpoint;
  return {
    kind: 'http-api',
    url,
    // Without its link it leads nowhere.
    state: status === 'AVAILABLE' ? 'active' : `without its link, which is ${status}`,
    https: true,
    certificates: ["the gateway's own"],
    allowList: await ofAuthorizer(new LambdaClient(target.clientOptions)),
    targets: null,
    probe: await knock(url),
  };
}

async function readBalancer(target: Target): Promise<Door | null> {
  const elb = new ElasticLoadBalancingV2Client(target.clientOptions);
  const balancers = await orNull(elb.send(new DescribeLoadBalancersCommand({ Names: [LOAD_BALANCER] })));
  const balancer = balancers?.LoadBalancers?.[0];
  if (!balancer?.LoadBalancerArn) return null;
  const { Listeners = [] } = await elb.send(
    new DescribeListenersCommand({ LoadBalancerArn: balancer.LoadBalancerArn }),
  );
  const secure = Listeners.filter(({ Protocol }) => Protocol === 'HTTPS');
  const https = secure.length > 0;
  const url = target.kind === 'rehearsal' ? target.run.door : `${https ? 'https' : 'http'}://${balancer.DNSName ?? ''}`;
  const [web, api, probe] = await Promise.all([readTargets(elb, 'web'), readTargets(elb, 'api'), knock(url)]);
  return {
    kind: 'alb',
    url,
    state: balancer.State?.Code ?? 'active',
    https,
    certificates: secure.flatMap(({ Certificates = [] }) =>
      Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? []),
    ),
    allowList: null,
    targets: { web, api },
    probe,
  };
}

async function readTargets(elb: ElasticLoadBalancingV2Client, service: Service): Promise<TargetFacts[]> {
  const groups = await orNull(elb.send(new DescribeTargetGroupsCommand({ Names: [serviceName(service)] })));
  const TargetGroupArn = groups?.TargetGroups?.[0]?.TargetGroupArn;
  if (!TargetGroupArn) return [];
  const { TargetHealthDescriptions = [] } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  return TargetHealthDescriptions.map(({ Target: target, TargetHealth }) => ({
    id: target?.Id ?? '',
    state: TargetHealth?.State ?? '',
    reason: TargetHealth?.Reason ?? '',
    description: TargetHealth?.Description ?? '',
  }));
}

/** Web's health answers while it is awake, the wake page while it is asleep; a stranger is answered by nobody. */
async function knock(url: string): Promise<Door['probe']> {
  try {
    const answer = await fetch(`${url}/health`, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
    await answer.body?.cancel();
    return { status: answer.status };
  } catch (error) {
    const cause = error instanceof TypeError ? error.cause : error;
    return { failed: whyNot(cause) };
  }
}
