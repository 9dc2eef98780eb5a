import { describe, expect, it } from 'vitest';
import type { Json, Service } from '../types.ts';
import { decide, fail, NOW, percent, type State, service, tasksOf } from './testing.ts';

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

  it('starts at once when the clock was set back by more than any back-off', () => {
    expect(decide({ ...service({}, true), startNotBefore: NOW + 86_400_000 }, []).starts).toBe(2);
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
