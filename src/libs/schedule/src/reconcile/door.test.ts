import { describe, expect, it, test } from 'vitest';
import { database, observed, service, tokyo } from '../testing.ts';
import { type Action, actions, sayAction } from './actions.ts';
import { conditionOf } from './condition-of.ts';
import { isLongUnplaced, isUnplaced, PLAIN_DOOR } from './observed.ts';
import { waitingFor } from './obstacles.ts';
import { isSettled } from './settled.ts';

const awake = { condition: 'awake' } as const;
const asleep = { condition: 'asleep' } as const;
const up = { desired: 1, running: 1, healthyTargets: 1, forwarding: 'app' } as const;
const said = (list: readonly Action[]) => list.map(sayAction);

describe('a door that is not ready', () => {
  const door = { ...PLAIN_DOOR, notReady: 'the VPC link is INACTIVE' };

  it('lets the database start, and no task before it is', () => {
    expect(said(actions(awake, observed({ database: database('stopped'), door })))).toEqual(['start the database']);
    const waiting = observed({ door });
    expect([actions(awake, waiting), waitingFor(waiting)]).toEqual([[], ['the VPC link is INACTIVE']]);
    expect(conditionOf(waiting, awake)).toBe('waking');
    expect(said(actions(awake, observed()))).toEqual(['web: desired count 0 to 1', 'api: desired count 0 to 1']);
  });

  it('keeps nothing from falling asleep', () => {
    expect(said(actions(asleep, observed({ services: [service('web', up)], door })))).toEqual([
      'web: visitors go to the wake page',
      'web: desired count 1 to 0',
    ]);
  });
});

describe('a door that leads nowhere yet', () => {
  const services = [
    service('web', { forwarding: 'mixed' }),
    service('api', { ...up, healthyTargets: 0, forwarding: 'mixed' }),
  ];
  const world = observed({ services, door: { ...PLAIN_DOOR, blank: true } });

  it('gets its wake page before anything can be healthy behind it', () => {
    expect(said(actions(awake, world))).toEqual([
      'web: visitors go to the wake page',
      'api: visitors go to the wake page',
      'web: desired count 0 to 1',
    ]);
    expect(said(actions(awake, { ...world, database: database('stopped') }))).toEqual([
      'web: visitors go to the wake page',
      'api: visitors go to the wake page',
      'start the database',
    ]);
  });

  it('once it leads somewhere waits for health, as every door', () => {
    expect(said(actions(awake, { ...world, door: PLAIN_DOOR }))).toEqual(['web: desired count 0 to 1']);
  });
});

describe('a door where visitors linger', () => {
  const door = { ...PLAIN_DOOR, lingers: true };

  it('moves them first and ends no task, until they are gone', () => {
    const services = [service('web', up), service('api', up)];
    expect(said(actions(asleep, observed({ services, door })))).toEqual([
      'web: visitors go to the wake page',
      'api: visitors go to the wake page',
    ]);
    const moved = services.map((each) => ({ ...each, forwarding: 'wake' as const }));
    const before = observed({ services: moved, database: database('available'), door });
    expect([actions(asleep, before), isSettled(before, asleep)]).toEqual([[], false]);
    expect(conditionOf(before, asleep)).toBe('falling-asleep');
    expect(said(actions(asleep, { ...before, door: PLAIN_DOOR }))).toEqual([
      'web: desired count 1 to 0',
      'api: desired count 1 to 0',
    ]);
  });
});

describe('a door whose flip was left half done', () => {
  const services = [service('web', { ...up, forwarding: 'mixed' }), service('api', up)];

  it('is flipped to where it is to be', () => {
    expect(said(actions(awake, observed({ services })))).toEqual(['web: visitors go to the application']);
    expect(said(actions(asleep, observed({ services })).slice(0, 2))).toEqual([
      'web: visitors go to the wake page',
      'api: visitors go to the wake page',
    ]);
  });
});

describe('Spot', () => {
  const spot = { capacity: 'spot', wantedCapacity: 'spot' } as const;
  const fallen = { capacity: 'on-demand', wantedCapacity: 'spot' } as const;

  test.each([
    ['on which a task was placed', { ...up, ...spot }, []],
    ['that had no room for a moment', { desired: 1, pending: 1, unplaced: true, ...spot }, []],
    [
      'that has had no room for long',
      { desired: 1, unplaced: true, longUnplaced: true, ...spot },
      ['web: tasks on demand, as Spot has no room'],
    ],
    ['that was left, while it is awake', { ...up, ...fallen }, []],
    ['that was left, at the next waking', fallen, ['web: tasks on Spot', 'web: desired count 0 to 1']],
    ['that the shape wants no more', { capacity: 'spot' }, [expect.any(String), 'web: desired count 0 to 1']],
    ['that was left, and there is no room on demand either', { desired: 1, longUnplaced: true, ...fallen }, []],
  ] as const)('%s', (_, changes, expected) => {
    expect(said(actions(awake, observed({ services: [service('web', changes)] })))).toEqual(expected);
  });

  it('is not changed while it sleeps', () => {
    expect(actions(asleep, observed({ services: [service('web', fallen)] }))).toEqual([]);
  });
});

describe('that there is no room for a task', () => {
  const since = tokyo('2026-12-01 09:00');
  const event = (time: string, message: string) => ({ createdAt: tokyo(`2026-12-01 ${time}`), message });
  const full = (time: string) =>
    event(time, '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.');
  const started = (time: string) => event(time, '(service web) has started 1 tasks: (task 1).');

  test.each([
    ['said two minutes ago', [full('09:01')], '09:03', [true, false]],
    ['said three minutes ago first, and again since', [full('09:03'), full('09:01')], '09:04', [true, true]],
    ['said before this waking', [full('08:59')], '09:10', [false, false]],
    ['over since a task was started', [started('09:05'), full('09:01')], '09:10', [false, false]],
    ['said anew after that task had gone', [full('09:09'), started('09:05'), full('09:01')], '09:10', [true, false]],
  ])('is %s', (_, events, now, expected) => {
    const described = { desiredCount: 1, runningCount: 0, events };
    expect([isUnplaced(described, since), isLongUnplaced(described, since, tokyo(`2026-12-01 ${now}`))]).toEqual(
      expected,
    );
  });

  it('is over when one runs', () => {
    const described = { desiredCount: 1, runningCount: 1, events: [full('09:01')] };
    expect(isLongUnplaced(described, since, tokyo('2026-12-01 09:10'))).toBe(false);
  });
});
