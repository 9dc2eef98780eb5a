import { expect, it } from 'vitest';
import { parseMoment } from './moment.ts';
import { parseSpeed } from './speed.ts';

const now = new Date('2026-12-01T10:00:00Z'); // 19:00 in Tokyo

it.each([
  ['2026-12-05 08:40', '2026-12-04T23:40:00.000Z'],
  ['2026-12-05T08:40', '2026-12-04T23:40:00.000Z'],
  ['23:30', '2026-12-01T14:30:00.000Z'],
  ['19:00', '2026-12-02T10:00:00.000Z'],
  ['08:40', '2026-12-01T23:40:00.000Z'],
  ['2025-04-26 00:00', '2025-04-25T15:00:00.000Z'],
  ['2026-12-05T08:40:00+09:00', '2026-12-04T23:40:00.000Z'],
  ['2026-12-04T23:40:00Z', '2026-12-04T23:40:00.000Z'],
])('%s is the moment %s', (text, at) => {
  expect(parseMoment(text, now, 'clock set').toISOString()).toBe(at);
});

it.each([
  '',
  '2026-12-05',
  '2026-02-30 08:40',
  '24:30',
  '8:40',
  'tomorrow',
  '2026-12-05 08:40 JST',
  '2026-13-01T00:00:00Z',
])('refuses %j as bad usage, and says of what', (text) => {
  expect(() => parseMoment(text, now, 'clock set')).toThrow(
    expect.objectContaining({ exitCode: 2, message: expect.stringMatching(/^clock set: .*2026-12-05 08:40/) }),
  );
});

it.each([
  ['60', 60],
  ['0.5', 0.5],
  ['1', 1],
])('%s is a speed', (text, speed) => {
  expect(parseSpeed(text, '--speed')).toBe(speed);
});

it.each(['0', '-1', 'fast', '', '1e3', '0.0', '100001'])('%j is no speed', (text) => {
  expect(() => parseSpeed(text, '--speed')).toThrow(expect.objectContaining({ exitCode: 2 }));
});
