import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { DoorKind } from '@bookmark-manager/schedule';
import { LOAD_BALANCER } from '../names.ts';
import type { Target } from '../target/target.ts';
import type { AlbSettings, DoorSettings } from './door-settings.ts';
import type { SchedulerSettings } from './scheduler-settings.ts';

type Elb = Pick<ElasticLoadBalancingV2Client, 'send'>;
type Of<K extends DoorKind> = (
  door: Extract<DoorSettings, { kind: K }>,
  address: string,
  elb: Elb,
) => Promise<string | null>;

const ADDRESSES: { [K in DoorKind]: Of<K> } = {
  // What stands, whatever the scheduler was told of it.
  alb: (door, _, elb) => balancerUrl(door, elb),
  // Its name is the API's own, and there is none without it.
  'http-api': async (_, address) => address,
};

/** Where the environment is typed into a browser: the rehearsal's door, or the front door's name. */
export async function findUrl(
  target: Target,
  elb: Elb,
  { door, address }: Pick<SchedulerSettings, 'door' | 'address'>,
): Promise<string | null> {
  return target.kind === 'rehearsal' ? target.run.door : ask(door.kind, door, address, elb);
}

function ask<K extends DoorKind>(kind: K, door: Extract<DoorSettings, { kind: K }>, address: string, elb: Elb) {
  return ADDRESSES[kind](door, address, elb);
}

async function balancerUrl({ services }: AlbSettings, elb: Elb): Promise<string | null> {
  const listenerArn = services[0]?.listenerArn;
  if (listenerArn === undefined) return null;
  const [balancers, listeners] = await Promise.all([
    elb.send(new DescribeLoadBalancersCommand({ Names: [LOAD_BALANCER] })),
    elb.send(new DescribeListenersCommand({ ListenerArns: [listenerArn] })),
  ]);
  const name = balancers.LoadBalancers?.[0]?.DNSName;
  const scheme = listeners.Listeners?.[0]?.Protocol === 'HTTPS' ? 'https' : 'http';
  return name ? `${scheme}://${name}` : null;
}
