import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { LOAD_BALANCER } from '../names.ts';
import type { Target } from '../target/target.ts';

/** Where the environment is typed into a browser: the rehearsal's door, or the load balancer's name. */
export async function findUrl(
  target: Target,
  elb: Pick<ElasticLoadBalancingV2Client, 'send'>,
  listenerArn: string | undefined,
): Promise<string | null> {
  if (target.kind === 'rehearsal') return target.run.door;
  if (listenerArn === undefined) return null;
  const [balancers, listeners] = await Promise.all([
    elb.send(new DescribeLoadBalancersCommand({ Names: [LOAD_BALANCER] })),
    elb.send(new DescribeListenersCommand({ ListenerArns: [listenerArn] })),
  ]);
  const name = balancers.LoadBalancers?.[0]?.DNSName;
  const scheme = listeners.Listeners?.[0]?.Protocol === 'HTTPS' ? 'https' : 'http';
  return name ? `${scheme}://${name}` : null;
}
