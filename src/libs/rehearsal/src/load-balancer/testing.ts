import { type Clock, createClock, createPace } from '../clock/index.ts';
import type { Context, Invoke } from '../context.ts';
import { createEvents, type WorldEvent } from '../events.ts';
import { createStore } from '../store.ts';
import { createLoadBalancer, type LoadBalancer } from './load-balancer.ts';
import type { Action, ApplicationLoadBalancer, Condition, IngressRule, Rule, Target, TargetGroup } from './model.ts';
import type { Reading } from './reading.ts';

/** A reading whose answers the test sets: it stands in for the emulator. */
export type FakeReading = Reading & {
  groups: Map<string, TargetGroup>;
  registered: Map<string, Target[]>;
  balancer: ApplicationLoadBalancer;
  rules: IngressRule[];
};

export const LISTENER_PORT = 80;

/** A target group with settings that make tests quick; its ARN is its name. */
export function aGroup(name: string, more: Partial<TargetGroup> = {}): TargetGroup {
  return {
    arn: name,
    name,
    kind: 'ip',
    deregistrationDelayMs: 5_000,
    multiValueHeaders: false,
    healthCheck: {
      path: '/health',
      protocol: 'HTTP',
      intervalMs: 1_000,
      timeoutMs: 500,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      matcher: '200',
    },
    ...more,
  };
}

/** A rule that forwards everything (or what the conditions let through) to the groups; weight 100 unless told. */
export function forwardTo(groups: Record<string, number> | string, conditions: Condition[] = []): Rule {
  const weights = typeof groups === 'string' ? { [groups]: 100 } : groups;
  const action: Action = {
    kind: 'forward',
    groups: Object.entries(weights).map(([arn, weight]) => ({ arn, weight })),
  };
  return { arn: `rule ${Object.keys(weights)}`, conditions, action };
}

/** One load balancer with one HTTP listener that lets 127.0.0.1 in. */
export function fakeReading(groups: TargetGroup[], rules = groups.map(({ arn }) => forwardTo(arn))): FakeReading {
  const fake: FakeReading = {
    groups: new Map(groups.map((group) => [group.arn, group])),
    registered: new Map(),
    balancer: {
      arn: 'balancer',
      name: 'staging-alb',
      dnsName: 'staging-alb.elb.amazonaws.com',
      idleTimeoutMs: 60_000,
      securityGroupIds: ['sg-1'],
      listeners: [{ arn: 'listener', port: LISTENER_PORT, protocol: 'HTTP', rules }],
    },
    rules: [{ protocol: 'tcp', fromPort: 80, toPort: 80, cidrs: ['127.0.0.1/32'] }],
    topology: async () => ({
      loadBalancers: [structuredClone(fake.balancer)],
      targetGroups: [...fake.groups.values()],
    }),
    targets: async (arn) => fake.registered.get(arn) ?? [],
    ingress: async () => fake.rules,
  };
  return fake;
}

export type Running = { balancer: LoadBalancer; url: string; port: number; events: WorldEvent[] };

/** What a part gets, with nothing behind it. */
export function aContext(speed = 20): { context: Context; events: WorldEvent[] } {
  const clock = createClock({ speed: speed });
  const log = createEvents(clock);
  const events: WorldEvent[] = [];
  log.subscribe((event) => events.push(event));
  const context: Context = {
    clock,
    pace: createPace(speed),
    events: log,
    store: createStore(),
    processes: {
      start: () => Promise.reject(new Error('no processes here')),
      watchOver: () => ({ [Symbol.dispose]: () => {} }),
      limits: { enforced: false, why: 'test' },
      async [Symbol.asyncDispose]() {},
    },
    writes: { subscribe: () => () => {} },
    endpoint: 'http://127.0.0.1:9',
    region: 'ap-northeast-1',
    directory: '/nonexistent',
  };
  return { context, events };
}

/** Starts a load balancer on a port of the system's choice. */
export async function startBalancer(
  reading: Reading,
  more: { speed?: number; invoke?: Invoke; port?: number } = {},
): Promise<Running & AsyncDisposable> {
  const { context, events } = aContext(more.speed);
  const balancer = createLoadBalancer(context, {
    invoke: more.invoke ?? (async () => ({ payload: null, error: 'no function here' })),
    ports: () => more.port ?? 0,
    reading,
  });
  await balancer.start();
  const url = balancer.addresses()[0]?.url ?? '';
  return {
    balancer,
    url,
    port: Number(new URL(url).port),
    events,
    [Symbol.asyncDispose]: () => balancer[Symbol.asyncDispose](),
  };
}

/** Asks until `met` holds, and fails with what was seen last after the deadline. */
export async function until<T>(ask: () => T | Promise<T>, met: (value: T) => boolean, deadlineMs = 60_000): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const value = await ask();
    if (met(value)) return value;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(value)} after ${deadlineMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A clock that stands still but for `advance`, which lets everything due happen in order. */
export function manualClock() {
  let nowMs = 0;
  const waiting = new Set<{ at: number; wake(): void }>();
  const clock: Clock = {
    speed: 1,
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const entry = {
          at: nowMs + ms,
          wake() {
            waiting.delete(entry);
            resolve();
          },
        };
        if (signal?.aborted) return resolve();
        signal?.addEventListener('abort', entry.wake, { once: true });
        waiting.add(entry);
      }),
  };
  return {
    ...clock,
    hurried: false,
    seconds: () => nowMs / 1000,
    async advance(seconds: number) {
      const end = nowMs + seconds * 1000;
      for (;;) {
        await new Promise(setImmediate);
        const next = [...waiting].toSorted((one, other) => one.at - other.at)[0];
        if (!next || next.at > end) break;
        nowMs = next.at;
        next.wake();
      }
      nowMs = end;
    },
  };
}
