import { expect, test } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { database, observed, service, slice, tokyo } from '../testing.ts';
import { runsBeyond } from './beyond.ts';

const calendar = createCalendar(slice({ schedule: { database_sleeps: true } }));
const visited = createCalendar(slice({ schedule: { mode: 'never' } }));
const always = createCalendar(slice({ schedule: { mode: 'always' } }));
const up = observed({ services: [service('web', { running: 1 }), service('api')], database: database('available') });
const starting = observed({
  services: [service('web', { pending: 1 }), service('api')],
  database: database('stopped'),
});
const databaseOnly = observed({ database: database('available') });
const asleep = observed({ database: database('stopped') });
const sleeping = { databaseSleeps: true };
const NIGHT = tokyo('2026-12-01 23:00');

test.each([
  ['at night with a task that runs', calendar, up, NIGHT, true],
  ['at night with a task that starts', calendar, starting, NIGHT, true],
  ['at night with a database that should sleep', calendar, databaseOnly, NIGHT, true],
  ['at night with nothing', calendar, asleep, NIGHT, false],
  ['in office hours', calendar, up, tokyo('2026-12-01 11:00'), false],
  ['in the lead before the opening', calendar, databaseOnly, tokyo('2026-12-02 08:50'), false],
  ['of a shape that only visits wake, whenever it runs', visited, up, tokyo('2026-12-01 11:00'), true],
  ['of a shape that never sleeps', always, up, NIGHT, false],
] as const)('%s: %#', (_, days, world, now, beyond) => {
  expect(runsBeyond(days, world, sleeping, now)).toBe(beyond);
});

test('a database that never sleeps is nothing beyond the calendar', () => {
  expect(runsBeyond(calendar, databaseOnly, { databaseSleeps: false }, NIGHT)).toBe(false);
});
