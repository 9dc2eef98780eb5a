import { expect, it } from 'vitest';
import { parseSince } from './duration.ts';

const now = new Date('2026-12-01T10:00:00Z');

it.each([
  ['45s', '2026-12-01T09:59:15.000Z'],
  ['10m', '2026-12-01T09:50:00.000Z'],
  ['2h', '2026-12-01T08:00:00.000Z'],
  ['1d', '2026-11-30T10:00:00.000Z'],
  ['2026-12-01T09:00:00+09:00', '2026-12-01T00:00:00.000Z'],
])('%s is the moment %s', (text, at) => {
  expect(parseSince(text, now).toISOString()).toBe(at);
});

it.each(['', '10', 'm', '-5m', '10 minutes', '2026-12-01', 'yesterday'])('refuses %j as bad usage', (text) => {
  expect(() => parseSince(text, now)).toThrow(expect.objectContaining({ exitCode: 2 }));
});
