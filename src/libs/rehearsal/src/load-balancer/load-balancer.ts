import { randomBytes } from 'node:crypto';
import { createClients } from '../aws.ts';
import type { Context, Invoke, TargetHealth } from '../context.ts';
import type { Part } from '../part.ts';
import type { DoorTraffic } from './door.ts';
import { traceId } from './headers.ts';
import { createListeners, type ListenerAddress } from './listeners.ts';
import { metricRows } from './metrics.ts';
import type { TargetGroup } from './model.ts';
import { probe } from './probe.ts';
import { createUpstream } from './proxy.ts';
import { createReading, type Reading, type Topology } from './reading.ts';
import { createRefresher } from './refresh.ts';
import { createRows } from './rows.ts';
import { createTargets, type Standing } from './targets.ts';
import { type Topic, topicOf } from './topics.ts';
import { groupsOf, namedGroups } from './topology.ts';
import { createTraffic } from './traffic.ts';

export type { ListenerAddress };

export type LoadBalancerOptions = {
  /** How functions that are targets are invoked. */
  invoke: Invoke;
  /** Which port of this machine to try first for a listener's port; 0 asks the system. */
  ports(listenerPort: number): number;
  /** For tests: what stands in for the emulator. */
  reading?: Reading;
  /** For tests: [0, 1), decides between weighted groups. */
  random?(): number;
};

export interface LoadBalancer extends Part {
  readonly name: 'load-balancer';
  /** Where a target stands; a target that is not registered (any more) is `unused`. */
  readonly targetHealth: TargetHealth;
  /** Where each listener is served. */
  addresses(): ListenerAddress[];
  /** Requests that came through the doors since the start. */
  requests(): number;
  /** What went through each listener's door since it was opened. */
  traffic(): ({ loadBalancer: string } & DoorTraffic)[];
  /** Reads everything again; resolves when it is in force. */
  refresh(): Promise<void>;
}

/** Brings every application load balancer to life that the emulator holds. */
export function createLoadBalancer(context: Context, options: LoadBalancerOptions): LoadBalancer {
  const reading = options.reading ?? createReading(createClients(context.endpoint, context.region));
  const tell = (subject: string, text: string, level?: 'warn' | 'error') =>
    context.events.emit('load-balancer', subject, text, level);
  const traffic = createTraffic(context.clock.now);
  const targets = createTargets({
    pace: context.pace,
    probe,
    open: traffic.open,
    told: (group, standing) => tell(group?.name ?? 'target group', describe(standing), levelOf(standing)),
  });
  const upstream = createUpstream();
  let topology: Topology = { loadBalancers: [], targetGroups: [] };
  let groups = new Map<string, TargetGroup>();
  const listeners = createListeners({
    ports: options.ports,
    tell,
    serving: {
      group: (arn) => groups.get(arn),
      standings: targets.standings,
      invoke: options.invoke,
      random: options.random ?? Math.random,
      traceId: () => traceId(context.clock.now(), randomBytes(12).toString('hex')),
      upstream,
      traffic,
    },
  });

  async function read(topics: ReadonlySet<Topic>) {
    if (topics.has('topology')) {
      topology = await reading.topology();
      groups = new Map(topology.targetGroups.map((group) => [group.arn, group]));
      targets.configure(topology.targetGroups, namedGroups(topology));
    }
    if (topics.has('topology') || topics.has('ingress')) {
      const admitted = topology.loadBalancers.map(
        async (one) => [one.arn, await reading.ingress(one.securityGroupIds)] as const,
      );
      await listeners.follow(topology.loadBalancers, new Map(await Promise.all(admitted)));
    }
    if (!topics.has('topology') && !topics.has('targets')) return;
    await Promise.all(
      topology.targetGroups.map(async ({ arn }) => {
        const revision = targets.revision(arn);
        targets.replace(arn, await reading.targets(arn), revision);
      }),
    );
  }

  const refresher = createRefresher<Topic>({
    writes: context.writes,
    topicOf,
    slowly: 'topology',
    read,
    failed: (error) => tell('emulator', `cannot be read: ${error instanceof Error ? error.message : error}`, 'warn'),
  });

  const inForce = refresher.inForce('topology');
  return {
    name: 'load-balancer',
    table: {
      ...createRows(targets),
      'elasticloadbalancing:ModifyListener': inForce,
      'elasticloadbalancing:ModifyRule': inForce,
      ...metricRows(traffic, (dimensions) => groupsOf(topology, dimensions)),
    },
    start: () => refresher.ask('topology'),
    refresh: () => refresher.ask('topology'),
    rejoin: () => refresher.ask('topology'),
    addresses: listeners.addresses,
    requests: () => traffic.total,
    traffic: listeners.traffic,
    targetHealth: (arn, address, port) =>
      targets.standings(arn).find(({ target }) => target.id === address && target.port === port)?.state ?? 'unused',
    underway: () => [
      ...(refresher.busy ? ['its rules are being read'] : []),
      ...topology.targetGroups.flatMap(({ arn, name }) =>
        targets
          .standings(arn)
          .filter(isOnItsWay)
          .map(({ target, state }) => `${name}: ${target.id} is ${state}`),
      ),
    ],
    picture: () => ({
      listeners: listeners.picture(),
      targetGroups: topology.targetGroups.map(({ arn, name }) => ({ name, targets: targets.standings(arn) })),
    }),
    async [Symbol.asyncDispose]() {
      await refresher[Symbol.asyncDispose]();
      targets.end();
      await listeners.close();
      for (const agent of Object.values(upstream)) agent.destroy();
    },
  };
}

function describe({ target, state, description }: Standing): string {
  const where = target.port > 0 ? `${target.id}:${target.port}` : target.id;
  return `${where} is ${state}${description ? ` (${description})` : ''}`;
}

const isOnItsWay = ({ state }: Standing) => state === 'initial' || state === 'draining';
const levelOf = ({ state }: Standing) => (state === 'unhealthy' ? 'warn' : undefined);
