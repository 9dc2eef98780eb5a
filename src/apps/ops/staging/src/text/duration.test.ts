import { expect, it } from 'vitest';
import { parseSince, parseSpan } from './duration.ts';

const now = new Date('2026-12-01T10:00:00Z');

it.each([
  ['45s', '2026-12-01T09:59:15.000Z'],
  ['10m', '2026-12-01T09:50:00.000Z'],
  ['2h', '2026-12-01T08:00:00.000Z'],
  ['1d', '2026-11-30T10:00:00.000Z'],
  ['2026-12-01T09:00:00+09:00', '2026-12-01T00:00:00.000Z'],
])('%s is the moment %s', (text, at) => {
  expect(parseSince(text)(now).toISOString()).toBe(at);
});

it.each(['', '10', 'm', '-5m', '10 minutes', '2026-12-01', 'yesterday'])('refuses %j as bad usage', (text) => {
  expect(() => parseSince(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
});

it.each([
  ['90s', 90_000],
  ['25m', 1_500_000],
  ['1h30m', 5_400_000],
  ['1h 30m', 5_400_000],
  ['7d', 604_800_000],
])('%s is a span of %i ms', (text, ms) => {
  expect(parseSpan(text, 'clock advance')).toBe(ms);
});

it.each(['', '0m', '10', '-5m', '1.5h', '2 hours', 'm'])('%j is no span', (text) => {
  expect(() => parseSpan(text, 'clock advance')).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringContaining('clock advance') }),
  );
});
