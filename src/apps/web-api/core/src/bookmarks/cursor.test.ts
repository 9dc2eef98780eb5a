import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.ts';

const place = { addedAt: new Date('2026-11-24T01:02:03.456Z'), id: '0f8fad5b-d9cb-469f-a165-70867728950e' };

describe('cursor', () => {
  it('reads what it wrote', () => {
    expect(readCursor(writeCursor(place))).toEqual(place);
  });

  it.each([
    '',
    'x',
    '!!',
    Buffer.from('2026 1').toString('base64url'),
    Buffer.from(`2026-11-24T01:02:03.456Z ' OR 1`).toString('base64url'),
  ])('refuses %j, which it did not write', (written) => {
    expect(() => readCursor(written)).toThrow('is not one of ours');
  });
});
