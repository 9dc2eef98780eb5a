import { describe, expect, it } from 'vitest';
import { readDate } from './dates.ts';

describe('readDate', () => {
  it.each([
    ['1466009412', '2016-06-15T16:50:12.000Z'],
    ['915148800', '1999-01-01T00:00:00.000Z'],
    ['1466009412345', '2016-06-15T16:50:12.345Z'],
    ['1466009412345678', '2016-06-15T16:50:12.345Z'],
    [' 1466009412 ', '2016-06-15T16:50:12.000Z'],
    ['10/Oct/2000:13:55:36 +0300', '2000-10-10T10:55:36.000Z'],
    ['2024-05-01T09:00:00+09:00', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01T09:00:00', '2024-05-01T09:00:00.000Z'],
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
  ])('reads %j', (written, instant) => {
    expect(readDate(written)?.toISOString()).toBe(instant);
  });

  it.each([undefined, '', '0', '-1', 'invaliddate', '1e9', '99999999999999999', '2024-13-45', 'May'])(
    'finds no date in %j',
    (written) => {
      expect(readDate(written)).toBeNull();
    },
  );
});
