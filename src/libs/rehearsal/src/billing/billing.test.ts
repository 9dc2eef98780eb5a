import { describe, expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import type { Context } from '../context.ts';
import { createEvents } from '../events.ts';
import { askJson, jsonRequest } from '../relay/testing.ts';
import { createStore, type Store } from '../store.ts';
import { createBilling } from './billing.ts';
import { NOTHING } from './levels.ts';

const at = (time: string) => new Date(`2026-12-${time}:00Z`);
const TASK = {
  ...{ id: '0a', cpu: '1024', memory: '2048', storageGib: 20 },
  ...({ architecture: 'ARM64', spot: false, publicAddress: false } as const),
};

/** A world that stands at nine on 1 December, with one load balancer; a test says what else there is. */
async function metered(store: Store = createStore(), origin = at('01T09:00')) {
  const clock = createClock({ speed: 0, origin });
  const there = { tasks: [TASK], isRun: false, invocations: 0 };
  const context = { ...{ clock, store, events: createEvents(clock), writes: { subscribe: () => () => undefined } } };
  const billing = createBilling(context as unknown as Context, {
    tasks: () => there.tasks,
    databases: () => [],
    functions: () => [{ name: 'f', architecture: 'arm64', invocations: there.invocations, gbSeconds: 0 }],
    doors: () => [],
    repositories: async () => [],
    isRun: () => there.isRun,
    movedBefore: false,
    reading: async () => ({ ...NOTHING, loadBalancers: [{ name: 'front', isPublic: false, zones: [] }] }),
  });
  await billing.start();
  const used = async (usageType: string) => {
    const question = {
      ...{ TimePeriod: { Start: '2026-12-01', End: '2026-12-31' }, Granularity: 'MONTHLY', Metrics: ['UsageQuantity'] },
      Filter: { Dimensions: { Key: 'USAGE_TYPE', Values: [usageType] } },
    };
    const answer = await askJson(billing.table, jsonRequest('ce', 'GetCostAndUsage', question));
    const { ResultsByTime } = answer as { ResultsByTime: { Total: { UsageQuantity: { Amount: string } } }[] };
    return Number(ResultsByTime[0]?.Total.UsageQuantity.Amount);
  };
  return { billing, clock, store, there, used };
}

const VCPU = 'APN1-Fargate-ARM-vCPU-Hours:perCPU';

describe('the meter of a world', () => {
  it('counts what a run of the clock goes through, with what there was until the next thing happened', async () => {
    const { billing, clock, store, there, used } = await metered();
    there.isRun = true;
    clock.set(at('01T13:00'));
    there.tasks = [];
    store.touch();
    clock.set(at('02T00:00'));
    expect(await used(VCPU)).toBeCloseTo(4, 9);
    expect(await used('APN1-LoadBalancerUsage')).toBe(15);
    await billing[Symbol.asyncDispose]();
  });

  it('does not count what a clock that is set jumps over', async () => {
    const { billing, clock, used } = await metered();
    clock.set(at('02T09:00'));
    expect(await used(VCPU)).toBe(0);
    expect(billing.picture()).toEqual({ lived: [] });
    await billing[Symbol.asyncDispose]();
  });

  it('goes on after a restart with what it had, and counts an hour that is lived again once', async () => {
    const first = await metered();
    first.there.isRun = true;
    first.clock.set(at('01T11:00'));
    await first.billing[Symbol.asyncDispose]();
    const store = createStore();
    store.load(JSON.parse(JSON.stringify(first.store.dump())));
    const { billing, clock, there, used } = await metered(store, at('01T11:00'));
    there.isRun = true;
    clock.set(at('01T12:00'));
    expect(await used(VCPU)).toBeCloseTo(3, 9);
    there.isRun = false;
    clock.set(at('01T10:00'));
    there.isRun = true;
    clock.set(at('01T10:30'));
    expect(await used(VCPU)).toBeCloseTo(1.5, 9);
    await billing[Symbol.asyncDispose]();
  });

  it('counts invocations and firings as they come', async () => {
    const { billing, there, used } = await metered();
    there.invocations = 3;
    billing.fired('clock');
    expect(await used('APN1-Request')).toBe(3);
    expect(await used('APN1-ScheduledInvocation')).toBe(1);
    await billing[Symbol.asyncDispose]();
  });
});
