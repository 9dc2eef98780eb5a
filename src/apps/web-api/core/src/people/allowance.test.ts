import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counter, tryOnce } from './allowance.ts';

const allowance = { burst: 3, everyMs: 1000 };

describe('tryOnce', () => {
  it.each([
    ['the first', undefined, 5000, { fullAt: 6000 }],
    ['the third at once', 7000, 5000, { fullAt: 8000 }],
    ['the fourth at once', 8000, 5000, { waitMs: 1000 }],
    ['the fourth a second later', 8000, 6000, { fullAt: 9000 }],
    ['one long afterwards', 8000, 60_000, { fullAt: 61_000 }],
  ])('of %s', (_what, fullAt, now, tried) => {
    expect(tryOnce(fullAt, now, allowance)).toEqual(tried);
  });

  it('lets no more than the burst and one a while through, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 200 }), (pauses) => {
        let [now, fullAt, passed] = [0, undefined as number | undefined, 0];
        for (const pause of pauses) {
          now += pause;
          const tried = tryOnce(fullAt, now, allowance);
          if ('fullAt' in tried) [fullAt, passed] = [tried.fullAt, passed + 1];
          else expect('fullAt' in tryOnce(fullAt, now + tried.waitMs, allowance)).toBe(true);
        }
        expect(passed).toBeLessThanOrEqual(allowance.burst + now / allowance.everyMs);
      }),
    );
  });
});

describe('Counter', () => {
  it('counts each key by itself, and takes back what was none', () => {
    const counter = new Counter(allowance);
    const take = (key: string) => counter.take(key, 0);
    expect([take('a'), take('a'), take('a'), take('a'), take('b')]).toEqual([0, 0, 0, 1000, 0]);
    counter.giveBack('a');
    expect([take('a'), take('a')]).toEqual([0, 1000]);
  });

  it('holds no more keys than it may, and forgets the one tried longest ago', () => {
    const counter = new Counter({ burst: 1, everyMs: 1000 }, 2);
    for (const key of ['a', 'b', 'c']) counter.take(key, 0);
    expect([counter.take('b', 0), counter.take('c', 0), counter.take('a', 0)]).toEqual([1000, 1000, 0]);
  });
});
