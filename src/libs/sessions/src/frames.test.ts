import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameReader, encodeFrame } from './frames.ts';

const frame = fc.record({
  command: fc.nat(3),
  stream: fc.nat(),
  data: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});

describe('frames', () => {
  it('are the same however they were cut on their way', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (frames, size) => {
        const bytes = Buffer.concat(frames.map(({ command, stream, data }) => encodeFrame(command, stream, data)));
        const read = createFrameReader();
        const got = [];
        for (let from = 0; from < bytes.length; from += size) got.push(...read(bytes.subarray(from, from + size)));
        expect(got.map((one) => ({ ...one, data: Buffer.from(one.data) }))).toEqual(frames);
      }),
    );
  });

  it('are little-endian, of version 1', () => {
    expect(encodeFrame(2, 3, Buffer.from('ab')).toString('hex')).toBe('01020200030000006162');
  });

  it('of another version are refused', () => {
    expect(() => createFrameReader()(Buffer.from('0200000003000000', 'hex'))).toThrow('version 2');
  });
});
