import { expect, it } from 'vitest';
import type { ServiceEvent } from '../events/read.ts';
import { extraStarts } from './starts.ts';

const event = (at: string, verb: 'started' | 'stopped', ...ids: string[]): ServiceEvent => ({
  at: `2026-12-${at}:00Z`,
  service: 'web',
  message: `has ${verb} ${ids.length} ${verb === 'stopped' ? 'running ' : ''}tasks: ${ids.map((id) => `(task ${id})`).join(' ')}.`,
});
const DAYS = { from: '2026-12-01', last: '2026-12-02' };

it.each<[string, ServiceEvent[], number[]]>([
  [
    'waking and sleeping',
    [event('01T00:00', 'started', 'a'), event('01T13:00', 'stopped', 'a'), event('02T00:00', 'started', 'b')],
    [],
  ],
  ['waking with two', [event('01T00:00', 'started', 'a', 'b')], []],
  [
    'a deployment',
    [event('01T00:00', 'started', 'a'), event('01T05:00', 'started', 'b'), event('01T05:05', 'stopped', 'a')],
    [1],
  ],
  ['a task that died without a word', [event('01T00:00', 'started', 'a'), event('01T05:00', 'started', 'b')], [1]],
  [
    'two on one day',
    [event('01T00:00', 'started', 'a'), event('01T05:00', 'started', 'b'), event('01T06:00', 'started', 'c')],
    [2],
  ],
  ['another day', [event('03T00:00', 'started', 'a'), event('03T05:00', 'started', 'b')], []],
])('%s', (_, events, started) => {
  expect(extraStarts(events, DAYS).map((one) => one.started)).toEqual(started);
});

it('services are counted apart', () => {
  const api = { ...event('01T00:05', 'started', 'b'), service: 'api' as const };
  expect(extraStarts([event('01T00:00', 'started', 'a'), api], DAYS)).toEqual([]);
});
