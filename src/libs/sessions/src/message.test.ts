import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from './message.ts';

const message = fc.record({
  type: fc.constantFrom('input_stream_data', 'output_stream_data', 'acknowledge'),
  sequence: fc.nat(),
  flags: fc.nat(3),
  id: fc.uuid(),
  payloadType: fc.nat(12),
  payload: fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes)),
});

describe('a message', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(message, (one) => {
        expect(decodeMessage(encodeMessage(one))).toEqual(one);
      }),
    );
  });

  it('stands on the wire where the published client looks', () => {
    const id = '00112233-4455-6677-8899-aabbccddeeff';
    const bytes = encodeMessage({
      type: 'acknowledge',
      sequence: 7,
      flags: 3,
      id,
      payloadType: 1,
      payload: Buffer.from('hello'),
    });
    expect(bytes.readUInt32BE(0)).toBe(116);
    expect(bytes.toString('latin1', 4, 36)).toBe('acknowledge'.padEnd(32));
    expect(bytes.readBigInt64BE(48)).toBe(7n);
    expect(bytes.readBigUInt64BE(56)).toBe(3n);
    // The lower half comes first.
    expect(bytes.toString('hex', 64, 80)).toBe('8899aabbccddeeff0011223344556677');
    expect(bytes.toString('hex', 80, 84)).toBe('2cf24dba');
    expect([bytes.readUInt32BE(112), bytes.readUInt32BE(116), bytes.toString('latin1', 120)]).toEqual([1, 5, 'hello']);
  });

  const whole = encodeMessage({
    type: 'input_stream_data',
    sequence: 0,
    flags: 1,
    payloadType: 1,
    payload: Buffer.from('data'),
  });
  const changed = Buffer.from(whole);
  changed.write('dat!', 120);
  const otherHeader = Buffer.from(whole);
  otherHeader.writeUInt32BE(9, 0);

  it.each([
    ['that is cut off in its header', whole.subarray(0, 100), 'too short'],
    ['that is cut off in its payload', whole.subarray(0, 122), 'cut off'],
    ['whose payload was changed', changed, 'digest'],
    ['with another header', otherHeader, 'not understood'],
  ])('%s is refused', (_, bytes, words) => {
    expect(() => decodeMessage(bytes)).toThrow(words);
  });
});
