import { describe, expect, it } from 'vitest';
import { type History, noted, type View, viewOf } from './discovery.ts';

const ASSUMED = { listedMs: 60_000, healthLateMs: 30_000 };
/** The new task is there from second 100 on, and healthy from second 110. */
const STARTED = 100;
const HEALTHY = 110;
const END = 400;

/** How an old task goes: deregistered so many seconds after the new one is healthy, and serving so many seconds more. */
type Going = { afterSeconds: number; drainSeconds: number };

/** Plays the replacement of a task second by second, for a gateway that first looked at second `phase`: the seconds in which a request fails. */
function failing({ afterSeconds, drainSeconds }: Going, phase: number): number[] {
  const gone = HEALTHY + afterSeconds;
  const failed: number[] = [];
  let history: History = new Map();
  let view: View | undefined;
  for (let second = 0; second < END; second++) {
    const old = { id: 'old', address: 'old', port: 1, healthy: true };
    const fresh = { id: 'new', address: 'new', port: 1, healthy: second >= HEALTHY };
    const listed = [...(second < gone ? [old] : []), ...(second >= STARTED ? [fresh] : [])];
    history = noted(history, listed, second * 1000);
    if (second < phase) continue;
    view = viewOf(view, history, second * 1000, ASSUMED);
    const serves = { old: second < gone + drainSeconds, new: second >= HEALTHY };
    const answers = view.instances.map(({ id }) => serves[id as keyof typeof serves]);
    if (answers.length === 0 || answers.includes(false)) failed.push(second);
  }
  return failed;
}

const PHASES = Array.from({ length: 60 }, (_, phase) => phase);
const failuresOf = (going: Going) => PHASES.map((phase) => failing(going, phase).length);

describe('a task that is replaced, before a gateway that goes by what it knew up to a minute ago', () => {
  it.each([
    [
      'costs nobody a request when it stays 30 s more, and then serves for 60 s',
      { afterSeconds: 30, drainSeconds: 60 },
    ],
    ['nor when it stays and serves for longer', { afterSeconds: 35, drainSeconds: 90 }],
  ])('%s', (_, going) => {
    expect(failuresOf(going)).toEqual(PHASES.map(() => 0));
  });

  it('costs a minute of requests when it goes at once and the gateway looks before the new one is known', () => {
    const failures = failuresOf({ afterSeconds: 0, drainSeconds: 90 });
    expect([Math.max(...failures), failures.filter((count) => count > 0).length]).toEqual([60, 30]);
  });

  it('costs some when it stops serving while it is still known', () => {
    expect(Math.max(...failuresOf({ afterSeconds: 30, drainSeconds: 20 }))).toBe(39);
  });
});
