import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';

const at = (text: string) => new Date(`2026-12-01T${text}Z`);

/** A clock that stands at 09:00, and what has woken, in order. */
function standing() {
  const clock = createClock({ speed: 0, origin: at('09:00:00') });
  const woken: string[] = [];
  const wait = (name: string, ms: number, signal?: AbortSignal) =>
    void clock.sleep(ms, signal).then(() => woken.push(name));
  return { clock, woken, wait };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a clock', () => {
  it('stands while its speed is 0, and shows what it is set to', () => {
    const { clock } = standing();
    expect(clock.now()).toEqual(at('09:00:00'));
    clock.set(at('07:30:00'));
    expect(clock.now()).toEqual(at('07:30:00'));
  });

  it('goes as many times as fast as the machine as its speed says, from what it shows', async () => {
    const { clock } = standing();
    clock.setSpeed(3_600_000);
    await clock.sleepUntil(at('10:00:00'));
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(at('10:00:00').getTime());
    clock.setSpeed(0);
    const shown = clock.now();
    await turn();
    expect(clock.now()).toEqual(shown);
  });

  it('wakes by a jump who is due by then, and nobody else', async () => {
    const { clock, woken, wait } = standing();
    wait('hour', 3_600_000);
    wait('minute', 60_000);
    clock.set(at('09:59:59.999'));
    await turn();
    expect(woken).toEqual(['minute']);
    clock.set(at('10:00:00'));
    await turn();
    expect(woken).toEqual(['minute', 'hour']);
  });

  it('makes no wait longer when it is set back', async () => {
    const { clock, woken, wait } = standing();
    wait('hour', 3_600_000);
    clock.set(at('09:20:00'));
    clock.set(at('02:00:00'));
    expect(clock.nextDue()).toEqual(at('02:40:00'));
    clock.set(at('02:40:00'));
    await turn();
    expect(woken).toEqual(['hour']);
  });

  it('names the next moment for which anybody waits, and reaches it exactly', async () => {
    const { clock, woken, wait } = standing();
    expect(clock.nextDue()).toBeUndefined();
    wait('odd', 1234.5);
    expect(clock.nextDue()).toEqual(at('09:00:01.235'));
    clock.set(clock.nextDue() ?? at('09:00:00'));
    await turn();
    expect([woken, clock.nextDue()]).toEqual([['odd'], undefined]);
  });

  it('lets a wait for what is past end at once, and an aborted one without a trace', async () => {
    const { clock, woken, wait } = standing();
    wait('past', -5);
    const giveUp = new AbortController();
    wait('aborted', 1000, giveUp.signal);
    giveUp.abort();
    await turn();
    await turn();
    expect([woken.toSorted(), clock.nextDue()]).toEqual([['aborted', 'past'], undefined]);
  });

  it('tells of each jump, and waits for those who have something to do about it', async () => {
    const { clock } = standing();
    const seen: unknown[] = [];
    const done = Promise.withResolvers<void>();
    clock.onMove((byMs) => {
      seen.push(byMs, clock.now());
      return done.promise;
    });
    clock.onMove(() => {
      throw new Error('not my day');
    });
    clock.set(at('09:01:00'));
    expect(seen).toEqual([60_000, at('09:01:00')]);
    let isSettled = false;
    void clock.settled().then(() => {
      isSettled = true;
    });
    await turn();
    expect(isSettled).toBe(false);
    done.resolve();
    await clock.settled();
  });
});
