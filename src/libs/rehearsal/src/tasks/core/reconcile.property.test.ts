import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { newServiceTask } from '../new-task.ts';
import { aService, GROUP } from '../testing.ts';
import type { Service, Targets, Task } from '../types.ts';
import { updated } from './change.ts';
import { afterRunning, afterStop } from './failures.ts';
import { bounds } from './judged.ts';
import { reconcile } from './reconcile.ts';
import { judge } from './verdict.ts';

// A simulated hour takes a while on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** How tasks of a revision behave: seconds until they run and until they are healthy, or how they fail. */
type Nature = { startSeconds: number; healthySeconds: number; fails: 'never' | 'start' | 'crash' | 'health' };
type Living = { task: Task; nature: Nature; sick?: boolean; stopsAt?: number };
type Step =
  | { kind: 'wait'; seconds: number }
  | { kind: 'scale'; desired: number }
  | { kind: 'deploy'; nature: Nature }
  | { kind: 'sicken'; which: number };

const nature: fc.Arbitrary<Nature> = fc.record({
  startSeconds: fc.nat(20),
  healthySeconds: fc.nat(40),
  fails: fc.constantFrom('never', 'never', 'never', 'start', 'crash', 'health'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 120 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('scale' as const), desired: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deploy' as const), nature }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sicken' as const), which: fc.nat(10) }) },
);
const world = fc.record({
  desired: fc.nat(6),
  minimum: fc.integer({ min: 0, max: 100 }),
  maximum: fc.integer({ min: 100, max: 200 }),
  breaker: fc.boolean(),
  grace: fc.nat(60),
  first: nature,
  steps: fc.array(step, { maxLength: 12 }),
});

/** The world around the core, second by second; each decision is checked before it is carried out. */
function simulation(options: {
  desired: number;
  minimum: number;
  maximum: number;
  breaker: boolean;
  grace: number;
  first: Nature;
}) {
  let now = 0;
  let deployments = 1;
  const natures = new Map([['ecs-svc/1', options.first]]);
  const living = new Map<string, Living>();
  const told: string[] = [];
  let service = aService({
    desiredCount: options.desired,
    healthCheckGracePeriodSeconds: options.grace,
    deploymentConfiguration: {
      minimumHealthyPercent: options.minimum,
      maximumPercent: options.maximum,
      deploymentCircuitBreaker: { enable: options.breaker, rollback: true },
    },
  });

  const targetsOf = (task: Task): Targets => {
    const one = living.get(task.id);
    if (!one || task.startedAt === undefined) return [];
    const ready = now - task.startedAt >= one.nature.healthySeconds * 1000;
    const state = !ready ? 'initial' : one.sick || one.nature.fails === 'health' ? 'unhealthy' : 'healthy';
    return [{ targetGroupArn: GROUP, state }];
  };
  const healthy = (tasks: readonly Task[]) =>
    tasks.filter((task) => judge(service, task, targetsOf(task), now - (task.startedAt ?? now)).kind === 'healthy')
      .length;
  const alive = () => [...living.values()].map(({ task }) => task).filter((task) => task.desiredStatus === 'RUNNING');

  function live() {
    for (const [id, one] of living) {
      const { task, nature } = one;
      const ageMs = now - task.createdAt;
      if (task.desiredStatus === 'STOPPED') {
        if (now >= (one.stopsAt ?? 0)) end(id, task);
      } else if (task.startedAt === undefined && ageMs >= nature.startSeconds * 1000) {
        if (nature.fails === 'start') fail(task, 'TaskFailedToStart', id);
        else run(task);
      } else if (nature.fails === 'crash' && task.startedAt !== undefined && now > task.startedAt) {
        fail(task, 'EssentialContainerExited', id);
      }
    }
  }
  function run(task: Task) {
    task.startedAt = now;
    task.lastStatus = 'RUNNING';
    service = afterRunning(service);
  }
  function fail(task: Task, stopCode: 'TaskFailedToStart' | 'EssentialContainerExited', id: string) {
    Object.assign(task, { desiredStatus: 'STOPPED', stopCode, stoppedReason: stopCode });
    end(id, task);
  }
  function end(id: string, task: Task) {
    task.lastStatus = 'STOPPED';
    living.delete(id);
    service = afterStop(service, task, now).service;
  }

  function decide() {
    const tasks = [...living.values()].map(({ task }) => task);
    const before = alive();
    const decision = reconcile(service, tasks, targetsOf, now);
    const stopped = new Set(decision.stops.map(({ task }) => task.id));
    const left = before.filter((task) => !stopped.has(task.id));
    const { least, most } = bounds(service);
    demand(decision.starts === 0 || left.length + decision.starts <= most, 'more tasks than the maximum');
    demand(healthy(left) >= Math.min(least, healthy(before)), 'fewer healthy tasks than the minimum');
    service = decision.service;
    told.push(...decision.told);
    for (const { task, code, reason } of decision.stops) {
      const one = living.get(task.id);
      if (one) one.stopsAt = now + 3000;
      Object.assign(task, {
        desiredStatus: 'STOPPED',
        lastStatus: 'DEACTIVATING',
        stopCode: code,
        stoppedReason: reason,
      });
    }
    for (let count = 0; count < decision.starts; count++) add();
    return decision;
  }
  function add() {
    const task = newServiceTask(service, now, 0);
    const nature = natures.get(task?.startedBy ?? '');
    if (task && nature) living.set(task.id, { task, nature });
  }

  return {
    told,
    service: (): Service => service,
    alive,
    healthy: () => healthy(alive()),
    second() {
      now += 1000;
      live();
      decide();
      const again = decide();
      demand(again.starts + again.stops.length + again.told.length === 0, 'something done twice');
    },
    act(step: Step) {
      if (step.kind === 'scale') service = updated(service, { desiredCount: step.desired }, '', now);
      if (step.kind === 'sicken') {
        const one = [...living.values()][step.which];
        if (one) one.sick = true;
      }
      if (step.kind !== 'deploy') return;
      deployments += 1;
      natures.set(`ecs-svc/${deployments}`, step.nature);
      service = updated(service, { forceNewDeployment: true }, `ecs-svc/${deployments}`, now);
    },
  };
}

/** `expect` is too slow for what is checked each second. */
function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function play({ steps, ...options }: World) {
  const played = simulation(options);
  for (const one of steps) {
    played.act(one);
    for (let second = 0; second < (one.kind === 'wait' ? one.seconds : 1); second++) played.second();
  }
  return played;
}

/** A rollout can move when the maximum lets one task more run than the minimum holds. */
const movable = (service: Service) => service.desiredCount === 0 || bounds(service).most > bounds(service).least;

it('never goes above the maximum nor, by its own doing, below the minimum, and does nothing twice', () => {
  fc.assert(
    fc.property(world, (given) => void play(given)),
    { numRuns: 100 },
  );
});

it('gets steady with exactly the desired tasks, all healthy and of one deployment, whatever happened before', () => {
  const good: Nature = { startSeconds: 5, healthySeconds: 10, fails: 'never' };
  fc.assert(
    fc.property(world, (given) => {
      const played = play(given);
      fc.pre(movable(played.service()));
      played.act({ kind: 'deploy', nature: good });
      for (let second = 0; second < 400; second++) played.second();
      const { steady, deployments, desiredCount } = played.service();
      expect({ steady, state: deployments.map((one) => one.rolloutState) }).toEqual({
        steady: true,
        state: ['COMPLETED'],
      });
      expect(played.alive().map((task) => task.startedBy)).toEqual(Array(desiredCount).fill(deployments[0]?.id));
      expect(played.healthy()).toBe(desiredCount);
    }),
    { numRuns: 50 },
  );
});

it('goes back to the deployment that worked when the next one fails in any way', () => {
  const good: Nature = { startSeconds: 1, healthySeconds: 2, fails: 'never' };
  const bad = fc.constantFrom<Nature['fails']>('start', 'crash', 'health');
  fc.assert(
    fc.property(bad, fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 30 }), (fails, desired, grace) => {
      const played = simulation({ desired, minimum: 100, maximum: 200, breaker: true, grace, first: good });
      for (let second = 0; second < 60; second++) played.second();
      expect(played.service().steady).toBe(true);
      played.act({ kind: 'deploy', nature: { ...good, fails } });
      for (let second = 0; second < 600; second++) {
        played.second();
        demand(played.healthy() >= desired, 'fewer healthy tasks than desired');
      }
      expect(played.service()).toMatchObject({
        steady: true,
        deployments: [{ id: 'ecs-svc/1', rolloutState: 'COMPLETED' }],
      });
      expect(played.told).toContain('rolling back to (deployment ecs-svc/1).');
    }),
    { numRuns: 30 },
  );
});
