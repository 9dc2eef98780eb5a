import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';

const place = { addedAt: new Date('2026-11-24T01:02:03.456Z'), id: '0f8fad5b-d9cb-469f-a165-70867728950e' };

describe('cursor', () => {
  it.each([null, 0, 2] as const)('reads what it wrote at level %s', (level) => {
    expect(readCursor(writeCursor({ ...place, level }), level !== null)).toEqual({ ...place, level });
  });

  it('refuses one of a list in another order', () => {
    expect(() => readCursor(writeCursor({ ...place, level: 0 }), false)).toThrow('is not one of ours');
    expect(() => readCursor(writeCursor({ ...place, level: null }), true)).toThrow('is not one of ours');
  });

  it.each([
    '',
    'x',
    '!!',
    Buffer.from('- 2026 1').toString('base64url'),
    Buffer.from(`- 2026-11-24T01:02:03.456Z ' OR 1`).toString('base64url'),
    Buffer.from(`- +275760-09-14T00:00:00.000Z ${place.id}`).toString('base64url'),
  ])('refuses %j, which it did not write', (written) => {
    expect(() => readCursor(written, false)).toThrow('is not one of ours');
  });
});
