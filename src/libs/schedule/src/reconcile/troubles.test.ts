import { describe, expect, it, test } from 'vitest';
import { overNotice, troubleNotice } from '../notices/notice.ts';
import { database, observed, service, tokyo } from '../testing.ts';
import { NO_MEMORY } from './memory.ts';
import { troublesOf } from './troubles.ts';

const now = tokyo('2026-12-01 09:30');
const because = { code: 'office-hours', text: 'office hours' } as const;
const target = { condition: 'awake', because, until: null } as const;
const calm = { target, observed: observed(), failures: [], memory: NO_MEMORY };
const keys = (world: Parameters<typeof troublesOf>[0]) => troublesOf(world, now).map(({ key }) => key);

describe('troubles', () => {
  it('are none while all goes its way', () => {
    expect(troublesOf({ ...calm, memory: { ...NO_MEMORY, unsettledSince: tokyo('2026-12-01 09:01') } }, now)).toEqual(
      [],
    );
  });

  it('are one when it does not arrive within 30 minutes, with what it waits for', () => {
    const stuck = {
      ...calm,
      observed: observed({ database: database('starting') }),
      memory: { ...NO_MEMORY, unsettledSince: tokyo('2026-12-01 09:00') },
    };
    expect(troublesOf(stuck, now)).toEqual([
      {
        key: 'not-converging',
        text: 'The environment is to be awake (office hours) and is not, after 30 min: the database is starting.',
      },
    ]);
    expect(keys({ ...stuck, target: { ...target, condition: 'asleep' } })).toEqual(['not-converging']);
  });

  test.each([
    ['InsufficientDBInstanceCapacityFault: no room', ['capacity-start-the-database']],
    ['ThrottlingException: slow down', []],
  ])('when the database cannot be started because of %s: %j', (error, expected) => {
    expect(keys({ ...calm, failures: [{ action: 'start the database', error }] })).toEqual(expected);
  });

  it('name a service without room, and one that was given up', () => {
    const world = {
      ...calm,
      observed: observed({ services: [service('web', { unplaced: true }), service('api', { gaveUp: true })] }),
      memory: { ...NO_MEMORY, gaveUp: { api: { image: 'i', at: now } } },
    };
    expect(keys(world)).toEqual(['capacity-web', 'failed-start-api']);
  });
});

describe('their notices', () => {
  test.each(['not-converging', 'capacity-web', 'failed-start-api'])('of %s has a subject that SNS takes', (key) => {
    const { subject, text } = troubleNotice({ key, text: 'because' });
    expect(subject).toMatch(/^[\x20-\x7e]{10,100}$/);
    expect(text).toBe('because');
  });

  it('tell the end of what went on for long, not of what was retried', () => {
    expect(overNotice('not-converging', target)?.text).toBe(
      'The staging environment is awake, as it should be (office hours).',
    );
    expect(overNotice('capacity-web', target)).toBeNull();
  });
});
