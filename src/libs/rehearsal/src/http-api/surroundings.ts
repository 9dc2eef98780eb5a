import type { Assumptions } from './assumptions.ts';
import { type History, noted, type View, viewOf } from './discovery.ts';
import type { Found } from './gateway.ts';
import { linkReaches, type Side } from './link.ts';
import type { ServedApi, VpcLink } from './model.ts';
import type { FunctionPolicy } from './permission.ts';
import type { Reading } from './reading.ts';

/** What stands around the gateway: links and what they may reach, instances and what is known of them, functions and whom they let in. */
export interface Surroundings {
  /** Reads the links, and the security groups at both of their ends. */
  readWays(): Promise<void>;
  /** Reads the instances of the services that the APIs lead to. */
  readInstances(apis: readonly ServedApi[], nowMs: number): Promise<void>;
  /** Functions' policies are read when they are next asked for. */
  forgetPolicies(): void;
  policy(functionArn: string): Promise<FunctionPolicy | undefined>;
  /** An instance of a service through a link; `random` in [0, 1) chooses. */
  targetOf(serviceArn: string, linkId: string, assumed: Assumptions, nowMs: number, random: number): Found;
  /** What the gateway goes by for each service. */
  picture(): { service: string; listed: number; instances: string[] }[];
}

type Ways = { links: Map<string, VpcLink & { out: Side }>; services: Map<string, Side> };

export function createSurroundings(reading: Reading): Surroundings {
  let ways: Ways = { links: new Map(), services: new Map() };
  let policies = new Map<string, Promise<FunctionPolicy | undefined>>();
  const histories = new Map<string, History>();
  const views = new Map<string, View>();

  return {
    async readWays() {
      const [links, groups] = await Promise.all([reading.links(), reading.groupsOfServices()]);
      const outs = links.map(async (link) => {
        const { egress } = await reading.rules(link.securityGroupIds);
        return [link.id, { ...link, out: { groupIds: link.securityGroupIds, rules: egress } }] as const;
      });
      const ins = [...groups].map(async ([service, groupIds]) => {
        const { ingress } = await reading.rules(groupIds);
        return [service, { groupIds, rules: ingress }] as const;
      });
      ways = { links: new Map(await Promise.all(outs)), services: new Map(await Promise.all(ins)) };
    },
    async readInstances(apis, nowMs) {
      const wanted = new Set(
        apis.flatMap(({ integrations }) =>
          [...integrations.values()].flatMap((one) => (one.kind === 'service' ? [one.serviceArn] : [])),
        ),
      );
      // Also those of services that only an API not deployed yet leads to: it may be deployed at any moment.
      for (const service of ways.services.keys()) wanted.add(service);
      await Promise.all(
        [...wanted].map(async (service) => {
          const listed = await reading.instances(service);
          histories.set(service, noted(histories.get(service) ?? new Map(), listed, nowMs));
        }),
      );
      for (const service of histories.keys()) if (!wanted.has(service)) histories.delete(service);
    },
    forgetPolicies() {
      policies = new Map();
    },
    policy(functionArn) {
      const known = policies.get(functionArn) ?? reading.policy(functionArn);
      policies.set(functionArn, known);
      known.catch(() => policies.delete(functionArn));
      return known;
    },
    targetOf(serviceArn, linkId, assumed, nowMs, random) {
      const link = ways.links.get(linkId);
      if (!link) return { closed: `there is no VPC link ${linkId}` };
      if (link.status !== 'AVAILABLE') return { closed: `the VPC link ${link.name} is ${link.status}` };
      const view = viewOf(views.get(serviceArn), histories.get(serviceArn) ?? new Map(), nowMs, assumed);
      views.set(serviceArn, view);
      const target = view.instances[Math.floor(random * view.instances.length)];
      if (!target) return { target: undefined };
      const service = ways.services.get(serviceArn) ?? { groupIds: [], rules: [] };
      const reaches = linkReaches(link.out, service, target.port);
      if (reaches === 'yes') return { target };
      return { closed: `the security groups leave the VPC link ${link.name} ${reaches} to port ${target.port}` };
    },
    picture: () =>
      [...histories].map(([service, history]) => ({
        service,
        listed: history.size,
        instances: (views.get(service)?.instances ?? []).map(({ address, port }) => `${address}:${port}`),
      })),
  };
}
