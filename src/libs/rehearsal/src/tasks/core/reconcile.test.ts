import { describe, expect, it } from 'vitest';
import { aService, aTask, GROUP } from '../testing.ts';
import type { Json, Service, Targets, Task } from '../types.ts';
import { updated } from './change.ts';
import { reconcile } from './reconcile.ts';

const NOW = 1_000_000;
let made = 0;

type State = 'healthy' | 'initial' | 'unhealthy' | 'pending' | 'stopping';

/** Tasks of a deployment in these states, the oldest first. */
function tasksOf(service: Service, startedBy: string, ...states: State[]): { task: Task; state: State }[] {
  return states.map((state) => {
    made += 1;
    const lastStatus = state === 'pending' ? 'PENDING' : state === 'stopping' ? 'STOPPING' : 'RUNNING';
    const desiredStatus = state === 'stopping' ? 'STOPPED' : 'RUNNING';
    const task = aTask(service, { startedBy, lastStatus, desiredStatus, createdAt: made });
    return { task, state };
  });
}

function decide(service: Service, given: { task: Task; state: State }[], now = NOW) {
  const targets = (task: Task): Targets => {
    const state = given.find((one) => one.task.id === task.id)?.state;
    return state === 'healthy' || state === 'initial' || state === 'unhealthy'
      ? [{ targetGroupArn: GROUP, state }]
      : [];
  };
  const decision = reconcile(
    service,
    given.map(({ task }) => task),
    targets,
    now,
  );
  const stops = decision.stops.map(({ task, reason }) => {
    const index = given.findIndex((one) => one.task.id === task.id);
    return `${index} ${/^Scaling/.test(reason) ? 'scaling' : reason.replace(/ in \(.*/, '')}`;
  });
  return { ...decision, stops };
}

/** A service whose first deployment is completed, with a second one (`ecs-svc/2`) under way when asked for. */
function service(input: Json = {}, rolling = false): Service {
  const first = aService({ desiredCount: 2, ...input });
  const primary = { ...(first.deployments[0] ?? fail()), rolloutState: 'COMPLETED' as const, proven: true };
  const done: Service = { ...first, deployments: [primary], completed: primary, steady: true };
  return rolling ? updated(done, { taskDefinition: 'web:2' }, 'ecs-svc/2', NOW) : done;
}

function fail(): never {
  throw new Error('no deployment');
}

const percent = (minimumHealthyPercent: number, maximumPercent: number) => ({
  deploymentConfiguration: { minimumHealthyPercent, maximumPercent },
});

describe('a completed deployment', () => {
  it.each<[string, Json, State[], { starts: number; stops: string[] }]>([
    ['starts what is missing', {}, [], { starts: 2, stops: [] }],
    ['leaves alone what is right', {}, ['healthy', 'healthy'], { starts: 0, stops: [] }],
    ['waits for what is starting', {}, ['healthy', 'pending'], { starts: 0, stops: [] }],
    ['does not count what is stopping', {}, ['healthy', 'stopping'], { starts: 1, stops: [] }],
    ['stops the youngest of too many', {}, ['healthy', 'healthy', 'healthy'], { starts: 0, stops: ['2 scaling'] }],
    ['stops first what does not serve', {}, ['pending', 'healthy', 'healthy'], { starts: 0, stops: ['0 scaling'] }],
    [
      'stops everything when none is desired',
      { desiredCount: 0 },
      ['healthy', 'unhealthy', 'pending'],
      { starts: 0, stops: ['1 Task failed ELB health checks', '2 scaling', '0 scaling'] },
    ],
    ['starts a replacement before it stops what fails', {}, ['healthy', 'unhealthy'], { starts: 1, stops: [] }],
    [
      'keeps what fails until the replacement is healthy',
      {},
      ['healthy', 'unhealthy', 'initial'],
      { starts: 0, stops: [] },
    ],
    [
      'then stops it',
      {},
      ['healthy', 'unhealthy', 'healthy'],
      { starts: 0, stops: ['1 Task failed ELB health checks'] },
    ],
    [
      'stops what fails first when there is no room',
      percent(50, 100),
      ['healthy', 'unhealthy'],
      { starts: 1, stops: ['1 Task failed ELB health checks'] },
    ],
  ])('%s', (_, input, states, expected) => {
    const given = service(input);
    expect(decide(given, tasksOf(given, 'ecs-svc/1', ...states))).toMatchObject(expected);
  });

  it('tells of a failed health check as ECS does', () => {
    const given = service(percent(50, 100));
    const tasks = tasksOf(given, 'ecs-svc/1', 'healthy', 'unhealthy');
    expect(decide(given, tasks).told).toEqual([
      `(task ${tasks[1]?.task.id}) (port undefined) is unhealthy in (target-group ${GROUP}) due to (reason Health checks failed).`,
    ]);
  });
});

describe('a rolling deployment', () => {
  it.each<[string, Json, State[], State[], { starts: number; stops: string[] }]>([
    ['starts all new tasks beside the old ones', {}, ['healthy', 'healthy'], [], { starts: 2, stops: [] }],
    [
      'keeps the old ones while the new ones are not healthy',
      {},
      ['healthy', 'healthy'],
      ['initial', 'pending'],
      { starts: 0, stops: [] },
    ],
    [
      'stops the oldest old one for each healthy new one',
      {},
      ['healthy', 'healthy'],
      ['healthy', 'pending'],
      { starts: 0, stops: ['0 scaling'] },
    ],
    [
      'stops all old ones when all new ones are healthy',
      {},
      ['healthy', 'healthy'],
      ['healthy', 'healthy'],
      { starts: 0, stops: ['0 scaling', '1 scaling'] },
    ],
    ['stops old ones that don’t serve at once', {}, ['healthy', 'pending'], [], { starts: 2, stops: ['1 scaling'] }],
    ['starts no more than the maximum allows', percent(100, 150), ['healthy', 'healthy'], [], { starts: 1, stops: [] }],
    [
      'makes room when the minimum allows',
      percent(50, 100),
      ['healthy', 'healthy'],
      [],
      { starts: 1, stops: ['0 scaling'] },
    ],
    [
      'stops everything old with a minimum of 0',
      percent(0, 100),
      ['healthy', 'healthy'],
      [],
      { starts: 2, stops: ['0 scaling', '1 scaling'] },
    ],
    [
      'rounds the minimum up and the maximum down',
      { desiredCount: 3, ...percent(50, 110) },
      ['healthy', 'healthy', 'healthy'],
      [],
      { starts: 1, stops: ['0 scaling'] },
    ],
    [
      'stops a failing new one at once',
      {},
      ['healthy', 'healthy'],
      ['unhealthy'],
      { starts: 2, stops: ['2 Task failed ELB health checks'] },
    ],
    [
      'stops everything when none is desired',
      { desiredCount: 0 },
      ['healthy'],
      ['initial'],
      { starts: 0, stops: ['1 scaling', '0 scaling'] },
    ],
  ])('%s', (_, input, old, fresh, expected) => {
    const given = service(input, true);
    const tasks = [...tasksOf(given, 'ecs-svc/1', ...old), ...tasksOf(given, 'ecs-svc/2', ...fresh)];
    expect(decide(given, tasks)).toMatchObject(expected);
  });

  it('is completed once the new ones are healthy and the old ones are gone', () => {
    const given = service({}, true);
    const fresh = tasksOf(given, 'ecs-svc/2', 'healthy', 'healthy');
    const early = decide(given, [...tasksOf(given, 'ecs-svc/1', 'stopping'), ...fresh]);
    expect(early).toMatchObject({
      told: [],
      service: { deployments: [{ rolloutState: 'IN_PROGRESS' }, { id: 'ecs-svc/1' }] },
    });
    const done = decide(early.service, fresh);
    expect(done.told).toEqual(['has reached a steady state.', '(deployment ecs-svc/2) deployment completed.']);
    expect(done.service.deployments).toMatchObject([{ id: 'ecs-svc/2', rolloutState: 'COMPLETED' }]);
    expect(done.service.completed?.id).toBe('ecs-svc/2');
  });

  it('is completed at once when no task is desired', () => {
    expect(decide(service({ desiredCount: 0 }, true), []).service.deployments).toMatchObject([
      { rolloutState: 'COMPLETED' },
    ]);
  });

  it('starts nothing while the back-off lasts', () => {
    const given = { ...service({}, true), startNotBefore: NOW + 1 };
    expect(decide(given, []).starts).toBe(0);
    expect(decide(given, [], NOW + 1).starts).toBe(2);
  });
});

describe('a deployment that keeps failing', () => {
  const failed = (input: Json, failedTasks: number): Service => {
    const given = service(input, true);
    const [primary = fail(), ...older] = given.deployments;
    return { ...given, deployments: [{ ...primary, failedTasks }, ...older] };
  };
  const breaker = (rollback: boolean) => ({
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback } },
  });

  it('goes on below the threshold, and without a circuit breaker', () => {
    expect(decide(failed(breaker(true), 2), []).service.deployments[0]?.rolloutState).toBe('IN_PROGRESS');
    expect(decide(failed({}, 50), []).service.deployments[0]?.rolloutState).toBe('IN_PROGRESS');
  });

  it('is rolled back to the last completed deployment, whose tasks go on serving', () => {
    const given = failed(breaker(true), 3);
    const tasks = [...tasksOf(given, 'ecs-svc/1', 'healthy', 'healthy'), ...tasksOf(given, 'ecs-svc/2', 'initial')];
    const decision = decide(given, tasks);
    expect(decision).toMatchObject({ starts: 0, stops: ['2 scaling'] });
    expect(decision.told).toEqual([
      '(deployment ecs-svc/2) deployment failed: tasks failed to start.',
      'rolling back to (deployment ecs-svc/1).',
    ]);
    expect(decision.service.deployments).toMatchObject([
      { id: 'ecs-svc/1', status: 'PRIMARY', revision: { taskDefinition: 'web:1' } },
      { id: 'ecs-svc/2', status: 'ACTIVE', rolloutState: 'FAILED' },
    ]);
  });

  it('stays failed without rollback: nothing is started, the old tasks stay', () => {
    const given = failed(breaker(false), 3);
    const decision = decide(given, tasksOf(given, 'ecs-svc/1', 'healthy', 'healthy'));
    expect(decision).toMatchObject({
      starts: 0,
      stops: [],
      told: ['(deployment ecs-svc/2) deployment failed: tasks failed to start.'],
    });
    expect(decide(decision.service, tasksOf(given, 'ecs-svc/1', 'healthy', 'healthy'))).toMatchObject({
      starts: 0,
      stops: [],
      told: [],
    });
  });

  it('is not counted any more once one of its tasks was healthy', () => {
    const given = failed(breaker(true), 2);
    const { service: after } = decide(given, tasksOf(given, 'ecs-svc/2', 'healthy'));
    expect(after.deployments[0]).toMatchObject({ proven: true, failedTasks: 0 });
  });
});

describe('a deleted service', () => {
  it('stops its tasks and is inactive with the last of them', () => {
    const given: Service = { ...service(), status: 'DRAINING' };
    const tasks = tasksOf(given, 'ecs-svc/1', 'healthy', 'stopping');
    expect(decide(given, tasks)).toMatchObject({ stops: ['0 scaling'], service: { status: 'DRAINING' } });
    expect(decide(given, []).service.status).toBe('INACTIVE');
  });
});
