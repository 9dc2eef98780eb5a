import { describe, expect, it } from 'vitest';
import { windowsFrom } from './windows.ts';

const now = new Date('2026-12-01T12:00:00Z');
const iso = (window: string, days: number) =>
  windowsFrom(window, now, days).map(
    ({ from, to }) => `${from.toISOString().slice(0, 16)} ${to.toISOString().slice(11, 16)}`,
  );

describe('The next windows', () => {
  it('come each day', () => {
    expect(iso('03:00-03:30', 2)).toEqual(['2026-12-02T03:00 03:30', '2026-12-03T03:00 03:30']);
  });
  it('come once a week where a day is named', () => {
    expect(iso('wed:04:00-wed:04:30', 14)).toEqual(['2026-12-02T04:00 04:30', '2026-12-09T04:00 04:30']);
  });
  it('may end on the next day', () => {
    expect(iso('23:45-00:15', 1)).toEqual(['2026-12-02T23:45 00:15']);
  });
  it('are none where none can be read', () => {
    expect(iso('', 7)).toEqual([]);
  });
});
