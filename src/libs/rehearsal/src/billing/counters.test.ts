import { expect, it } from 'vitest';
import { ask, fakeEmulator, jsonRequest } from '../relay/testing.ts';
import { createCounters } from './counters.ts';
import { logRows } from './logs.ts';

const counter = (resource: string, total: number) => ({
  service: 'Lambda',
  usageType: 'APN1-Request',
  resource,
  total,
});

it('a counter is counted from what it was, and from nothing when it began anew', () => {
  const counted = createCounters();
  const quantities = (...all: ReturnType<typeof counter>[]) => counted(all).map(({ quantity }) => quantity);
  expect(quantities(counter('a', 3), counter('b', 1))).toEqual([3, 1]);
  expect(quantities(counter('a', 3), counter('b', 4))).toEqual([3]);
  expect(quantities(counter('a', 2), counter('b', 4))).toEqual([2]);
});

it('log lines are counted in bytes, with 26 more for each', async () => {
  const told: [string, number][] = [];
  const table = logRows((group, gb) => told.push([group, gb * 1024 ** 3]));
  const logEvents = [
    { timestamp: 1, message: 'ブックマーク' },
    { timestamp: 2, message: 'x' },
  ];
  const put = jsonRequest('logs', 'PutLogEvents', { logGroupName: '/ecs/web', logStreamName: 's', logEvents });
  const answer = await ask(table, put, fakeEmulator({ PutLogEvents: { nextSequenceToken: '1' } }).forward);
  expect(told).toEqual([['/ecs/web', 18 + 26 + 1 + 26]]);
  expect(answer.body.toString()).toContain('nextSequenceToken');
});
