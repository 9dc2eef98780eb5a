import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LOAD_BALANCER, type Service, serviceName } from '../../names.ts';
import type { Target } from '../../target/target.ts';
import { orNull, whyNot } from '../look.ts';

/** The load balancer, and what it thinks of its targets. */
export type Door = {
  /** As it is typed into a browser. */
  url: string;
  state: string;
  https: boolean;
  certificates: readonly string[];
  targets: Readonly<Record<Service, readonly TargetFacts[]>>;
  /** What a request from this machine gets: a status, or why none. */
  probe: { status: number } | { failed: string };
};

/** `reason` and `description` in ELB's words. */
export type TargetFacts = { id: string; state: string; reason: string; description: string };

export async function readDoor(target: Target): Promise<Door | null> {
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
    url,
    state: balancer.State?.Code ?? 'active',
    https,
    certificates: secure.flatMap(({ Certificates = [] }) =>
      Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? []),
    ),
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
