import { describe, expect, it, test } from 'vitest';
import { database, lease, observed, service, tokyo } from '../testing.ts';
import { type Action, actions, sayAction } from './actions.ts';
import { conditionOf } from './condition-of.ts';
import { observedDatabase } from './observed.ts';
import { obstacles, waitingFor } from './obstacles.ts';

const awake = { condition: 'awake' } as const;
const asleep = { condition: 'asleep' } as const;
const up = { desired: 1, running: 1, healthyTargets: 1, forwarding: 'app' } as const;
const old = (createdAt: Date, databaseSleeps: boolean) =>
  observedDatabase({ status: 'available', createdAt }, { databaseSleeps, leases: [] }, tokyo('2026-12-01 23:00'));
const said = (list: readonly Action[]) => list.map(sayAction);

describe('waking', () => {
  it('starts a stopped database and nothing else', () => {
    expect(said(actions(awake, observed({ database: database('stopped') })))).toEqual(['start the database']);
  });

  test.each(['creating', 'starting', 'stopping', 'rebooting'])('waits while the database is %s', (status) => {
    const world = observed({ database: database(status) });
    expect(actions(awake, world)).toEqual([]);
    expect(waitingFor(world)).toEqual([`the database is ${status}`]);
  });

  test.each(['available', 'backing-up', 'modifying'])(
    'brings services to their awake counts while the database is %s',
    (status) => {
      const world = observed({
        services: [service('web', { awakeCount: 2 }), service('api')],
        database: database(status),
      });
      expect(said(actions(awake, world))).toEqual(['web: desired count 0 to 2', 'api: desired count 0 to 1']);
    },
  );

  it('sends visitors to the applications only when every one of them is healthy', () => {
    const half = observed({
      services: [service('web', { ...up, forwarding: 'wake' }), service('api', { desired: 1, running: 1 })],
    });
    expect(actions(awake, half)).toEqual([]);
    const whole = observed({
      services: [service('web', { ...up, forwarding: 'wake' }), service('api', { ...up, forwarding: 'mixed' })],
    });
    expect(said(actions(awake, whole))).toEqual([
      'web: visitors go to the application',
      'api: visitors go to the application',
    ]);
  });

  it('leaves a count of one or more that was set by hand, and returns one of zero to the awake count', () => {
    const world = observed({
      services: [service('web', { ...up, desired: 2, running: 2 }), service('api', { ...up, desired: 0 })],
    });
    expect(said(actions(awake, world))).toEqual(['api: desired count 0 to 1']);
  });

  it('takes no visitors away from an application whose tasks fail while it is awake', () => {
    expect(
      actions(awake, observed({ services: [service('web', { ...up, healthyTargets: 0 }), service('api', up)] })),
    ).toEqual([]);
  });

  test.each([
    ['no-image', { services: [service('web', { image: null })] }],
    ['missing', { services: [service('web', { exists: false })] }],
    ['no-database', { services: [service('web')], database: null }],
    ['migration-missing', { services: [service('web')], migration: null }],
    ['migration-missing', { services: [service('web', { image: { image: 'i', migration: '20260202_more' } })] }],
  ] as const)('does not wake a service with %s', (code, changes) => {
    const world = observed(changes);
    expect(actions(awake, world)).toEqual([]);
    expect(obstacles(world)).toMatchObject([{ service: 'web', code }]);
    expect(conditionOf(world, awake)).toBe('asleep');
  });

  it('wakes an image that needs an older migration than the one applied, as after a rollback', () => {
    expect(actions(awake, observed({ services: [service('web')], migration: '20260303_later' }))).toHaveLength(1);
  });

  it('gives a service up that failed to start three times, and brings the others up without it', () => {
    const failing = { desired: 1, pending: 1, failedStarts: 3, forwarding: 'app' } as const;
    const world = observed({ services: [service('web', { ...up, forwarding: 'wake' }), service('api', failing)] });
    expect(said(actions(awake, world))).toEqual([
      'api: desired count 1 to 0, as it failed to start 3 times',
      'web: visitors go to the application',
    ]);
    const after = observed({
      services: [service('web', up), service('api', { ...failing, desired: 0, gaveUp: true })],
    });
    expect(said(actions(awake, after))).toEqual(['api: visitors go to the wake page']);
    expect(obstacles(after)).toMatchObject([{ service: 'api', code: 'gave-up' }]);
    expect(conditionOf(after, awake)).toBe('awake');
  });

  test.each([
    ['two failures', { failedStarts: 2 }],
    ['a task that is healthy', { failedStarts: 5, healthyTargets: 1 }],
  ])('goes on trying after %s', (_, changes) => {
    const world = observed({ services: [service('web', { ...up, healthyTargets: 0, ...changes })] });
    expect(actions(awake, world)).toEqual([]);
  });

  it('does not let a service without an image hold the others back', () => {
    const world = observed({
      services: [service('web', { ...up, forwarding: 'wake' }), service('api', { image: null })],
    });
    expect(said(actions(awake, world))).toEqual(['web: visitors go to the application']);
  });
});

describe('falling asleep', () => {
  const running = observed({
    services: [service('web', up), service('api', { ...up, desired: 3 })],
    database: database('available'),
  });

  it('moves visitors first, then ends the tasks, and leaves the database until they have gone', () => {
    expect(said(actions(asleep, running))).toEqual([
      'web: visitors go to the wake page',
      'api: visitors go to the wake page',
      'web: desired count 1 to 0',
      'api: desired count 3 to 0',
    ]);
    const draining = observed({
      services: [service('web', { running: 1 }), service('api')],
      database: database('available'),
    });
    expect(actions(asleep, draining)).toEqual([]);
  });

  it('stops the database again that AWS started after seven days', () => {
    expect(said(actions(asleep, observed({ database: database('available') })))).toEqual(['stop the database']);
  });

  it('leaves a database that does not sleep, and one made half an hour ago', () => {
    const now = tokyo('2026-12-01 23:00');
    const young = old(new Date(now.getTime() - 29 * 60_000), true);
    expect(actions(asleep, observed({ database: young }))).toEqual([]);
    expect(actions(asleep, observed({ database: old(new Date(0), false) }))).toEqual([]);
    expect(actions(asleep, observed({ database: old(new Date(0), true) }))).toHaveLength(1);
  });

  describe('with a lease for the database alone', () => {
    const leases = [lease('awake', '2026-12-01 22:30', '2026-12-01 23:30', { kind: 'hold', only: 'database' })];
    const held = (status: string, time = '2026-12-01 23:00') =>
      observed({
        database: observedDatabase({ status, createdAt: undefined }, { databaseSleeps: true, leases }, tokyo(time)),
      });

    it('starts the database, and leaves it up, and all the rest asleep', () => {
      expect(said(actions(asleep, held('stopped')))).toEqual(['start the database']);
      for (const status of ['starting', 'available', 'stopping']) expect(actions(asleep, held(status))).toEqual([]);
      expect(conditionOf(held('available'), asleep)).toBe('asleep');
    });

    it('stops it when that lease is over', () => {
      expect(said(actions(asleep, held('available', '2026-12-01 23:30')))).toEqual(['stop the database']);
    });

    it('puts everything else to sleep meanwhile', () => {
      const up = { desired: 1, running: 1, healthyTargets: 1, forwarding: 'app' } as const;
      const world = { ...held('available'), services: [service('web', up)] };
      expect(said(actions(asleep, world))).toEqual(['web: visitors go to the wake page', 'web: desired count 1 to 0']);
    });
  });
});

describe('the condition', () => {
  const whole = observed({ services: [service('web', up), service('api', up)] });
  test.each([
    ['awake', awake, whole],
    ['waking', awake, observed()],
    ['waking', awake, observed({ services: [service('web', up), service('api', { ...up, forwarding: 'wake' })] })],
    ['falling-asleep', asleep, whole],
    ['falling-asleep', asleep, observed({ database: database('stopping') })],
    ['asleep', asleep, observed()],
    ['asleep', asleep, observed({ database: database('stopped') })],
  ] as const)('is %s when it is to be %o', (condition, target, world) => {
    expect(conditionOf(world, target)).toBe(condition);
  });
});
