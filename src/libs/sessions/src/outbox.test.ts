import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';

const numbered = (sequence: number) => Buffer.from([sequence]);
const numbers = (sent: Buffer[]) => sent.map(([sequence]) => sequence);

describe('an outbox', () => {
  it('sends each message once, and again only when nobody says that it came', () => {
    const outbox = createOutbox();
    for (let count = 0; count < 3; count += 1) outbox.add(numbered);
    expect(numbers(outbox.due(0))).toEqual([0, 1, 2]);
    expect(outbox.due(500)).toEqual([]);
    outbox.acknowledged(1, 500);
    expect(numbers(outbox.due(5_000))).toEqual([0, 2]);
    expect(outbox.size).toBe(2);
  });

  it('waits longer each time', () => {
    const outbox = createOutbox();
    outbox.add(numbered);
    const sentAt: number[] = [];
    for (let nowMs = 0; nowMs < 20_000; nowMs += 100) if (outbox.due(nowMs).length > 0) sentAt.push(nowMs);
    expect(sentAt).toEqual([0, 1000, 3000, 7000, 15_000]);
  });

  it('sends everything again over another connection', () => {
    const outbox = createOutbox();
    for (let count = 0; count < 20; count += 1) outbox.add(numbered);
    outbox.due(0);
    outbox.acknowledged(0, 1);
    outbox.restart();
    expect(numbers(outbox.due(2))).toEqual(Array.from({ length: 19 }, (_, index) => index + 1));
  });

  it('keeps no more than a window under way', () => {
    const outbox = createOutbox();
    for (let count = 0; count < 300; count += 1) outbox.add(() => Buffer.alloc(1));
    expect(outbox.due(0)).toHaveLength(256);
    outbox.acknowledged(0, 1);
    expect(outbox.due(1)).toHaveLength(1);
  });

  it('says for how long it has heard nothing, but not while nothing is under way', () => {
    const outbox = createOutbox();
    expect(outbox.silentMs(1000)).toBe(0);
    outbox.add(numbered);
    outbox.due(1000);
    expect(outbox.silentMs(4000)).toBe(3000);
    outbox.acknowledged(0, 4000);
    expect(outbox.silentMs(9000)).toBe(0);
  });
});

describe('an inbox', () => {
  it('gives everything once and in its order, whatever comes twice or late', () => {
    const arrivals = fc
      .integer({ min: 1, max: 30 })
      .chain((count) => fc.tuple(fc.constant(count), fc.array(fc.nat(count - 1), { maxLength: 100 })));
    fc.assert(
      fc.property(arrivals, ([count, order]) => {
        const inbox = createInbox<number>();
        const all = [...order, ...Array.from({ length: count }, (_, index) => index)];
        const got = all.flatMap((sequence) => inbox(sequence, sequence));
        expect(got).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });
});
