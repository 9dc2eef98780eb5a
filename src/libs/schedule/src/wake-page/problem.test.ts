import { expect, it } from 'vitest';
import { lease, tokyo, weekdays } from '../testing.ts';
import { conditionJson, lineOf, problemOf } from './problem.ts';
import { visible } from './visible.ts';

const night = tokyo('2026-12-02 00:00');
const started = lease('awake', '2026-12-01 23:00', '2026-12-02 01:00', { kind: 'button' });
const asleep = visible(weekdays, [], night, null);
const seen = { database: { status: 'starting' }, services: [] };
const waking = visible(weekdays, [started], night, { condition: 'waking', desired: 'awake', seen });

it('is a problem document for clients of the API', () => {
  expect(JSON.parse(problemOf(asleep, night))).toEqual({
    type: 'about:blank',
    title: 'Asleep',
    status: 503,
    detail: 'It is asleep and starts again on Wed 2 Dec 09:00 (Tokyo).',
    condition: 'asleep',
    because: { code: 'outside-hours' },
    nextStart: '2026-12-02T00:00:00.000Z',
    retryAfterSeconds: 32_400,
  });
  expect(JSON.parse(problemOf(waking, night))).toMatchObject({
    title: 'Waking up',
    nextStart: null,
    retryAfterSeconds: 15,
  });
});

it('is one line for the rest', () => {
  expect(lineOf(waking)).toBe('Bookmark manager (staging): It is waking up and will answer shortly.\n');
});

it('tells the script the condition and how far each part is', () => {
  expect(JSON.parse(conditionJson(waking))).toEqual({
    condition: 'waking',
    because: { code: 'visit' },
    until: '2026-12-01T16:00:00.000Z',
    nextStart: null,
    progress: [
      { name: 'database', status: 'starting', detail: 'starting' },
      { name: 'api', status: 'waiting' },
      { name: 'web', status: 'waiting' },
    ],
  });
});
