import { describe, expect, it } from 'vitest';
import { GROUP } from '../testing.ts';
import type { Json, Service } from '../types.ts';
import { decide, NOW, percent, type State, service, tasksOf } from './testing.ts';

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
      'stops all that fails when fewer may run',
      { desiredCount: 1, ...percent(0, 100) },
      ['unhealthy', 'unhealthy'],
      { starts: 1, stops: ['0 Task failed ELB health checks', '1 Task failed ELB health checks'] },
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

describe('a protected task', () => {
  const given = service({ desiredCount: 1 }, true);
  const tasks = [...tasksOf(given, 'ecs-svc/1', 'healthy'), ...tasksOf(given, 'ecs-svc/2', 'healthy')];
  const decideWith = (protectedUntil: number | undefined, of = given) =>
    decide(
      of,
      tasks.map(({ task, state }, index) => ({
        state,
        task: index === 0 && protectedUntil !== undefined ? { ...task, protectedUntil } : task,
      })),
    );

  it.each([
    ['is kept though it is replaced', NOW + 1, []],
    ['is stopped once its time is over', NOW, ['0 scaling']],
    ['is stopped as any other without', undefined, ['0 scaling']],
  ])('%s', (_, until, stops) => {
    expect(decideWith(until).stops).toEqual(stops);
  });

  it('leaves the deployment under way', () => {
    expect(decideWith(NOW + 1).service.deployments[0]?.rolloutState).toBe('IN_PROGRESS');
  });

  it('is stopped with its service', () => {
    expect(decideWith(NOW + 1, { ...given, status: 'DRAINING' }).stops).toHaveLength(2);
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
