import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancerAttributesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetHealthCommand,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clients } from '../aws.ts';
import type { ApplicationLoadBalancer, IngressRule, Listener, Target, TargetGroup } from './model.ts';
import { toAttributes, toIngress, toListener, toLoadBalancer, toTargetGroup } from './parse.ts';

/** What the load balancer reads of the emulator; the boundary that tests stand in for. */
export interface Reading {
  topology(): Promise<Topology>;
  /** The registered targets; those that only drain are not among them. */
  targets(groupArn: string): Promise<Target[]>;
  ingress(securityGroupIds: readonly string[]): Promise<IngressRule[]>;
}

export type Topology = { loadBalancers: ApplicationLoadBalancer[]; targetGroups: TargetGroup[] };

/** Reads by the same calls as any tool would make. */
export function createReading({ elb, ec2 }: Pick<Clients, 'elb' | 'ec2'>): Reading {
  return {
    async topology() {
      const [loadBalancers, targetGroups] = await Promise.all([readLoadBalancers(elb), readTargetGroups(elb)]);
      return { loadBalancers, targetGroups };
    },
    async targets(groupArn) {
      const { TargetHealthDescriptions = [] } = await elb.send(
        new DescribeTargetHealthCommand({ TargetGroupArn: groupArn }),
      );
      return TargetHealthDescriptions.filter(({ TargetHealth }) => TargetHealth?.State !== 'draining').map(
        ({ Target }) => ({ id: Target?.Id ?? '', port: Target?.Port ?? 0 }),
      );
    },
    async ingress(securityGroupIds) {
      if (securityGroupIds.length === 0) return [];
      const { SecurityGroups = [] } = await ec2.send(
        new DescribeSecurityGroupsCommand({ GroupIds: [...securityGroupIds] }),
      );
      return SecurityGroups.flatMap(toIngress);
    },
  };
}

async function readLoadBalancers(elb: Clients['elb']): Promise<ApplicationLoadBalancer[]> {
  const found = await collect(paginateDescribeLoadBalancers({ client: elb }, {}), (page) => page.LoadBalancers);
  const application = found.filter(({ Type }) => Type === 'application');
  return Promise.all(
    application.map(async (one) => {
      const input = { LoadBalancerArn: one.LoadBalancerArn };
      const [attributes, listeners] = await Promise.all([
        elb.send(new DescribeLoadBalancerAttributesCommand(input)),
        readListeners(elb, one.LoadBalancerArn),
      ]);
      return toLoadBalancer(one, toAttributes(attributes.Attributes), listeners);
    }),
  );
}

async function readListeners(elb: Clients['elb'], loadBalancerArn: string | undefined): Promise<Listener[]> {
  const input = { LoadBalancerArn: loadBalancerArn };
  const found = await collect(paginateDescribeListeners({ client: elb }, input), (page) => page.Listeners);
  const listeners = await Promise.all(
    found.map(async (listener) => {
      const rules = paginateDescribeRules({ client: elb }, { ListenerArn: listener.ListenerArn });
      return toListener(listener, await collect(rules, (page) => page.Rules));
    }),
  );
  return listeners.filter((listener) => listener !== undefined);
}

async function readTargetGroups(elb: Clients['elb']): Promise<TargetGroup[]> {
  const found = await collect(paginateDescribeTargetGroups({ client: elb }, {}), (page) => page.TargetGroups);
  return Promise.all(
    found.map(async (one) => {
      const input = { TargetGroupArn: one.TargetGroupArn };
      const { Attributes } = await elb.send(new DescribeTargetGroupAttributesCommand(input));
      return toTargetGroup(one, toAttributes(Attributes));
    }),
  );
}

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}
