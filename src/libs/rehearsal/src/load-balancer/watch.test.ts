import { describe, expect, it } from 'vitest';
import { type Health, type Outcome, REGISTERED } from './health.ts';
import { aGroup, manualClock } from './testing.ts';
import { watch } from './watch.ts';

const OK: Outcome = { ok: true };
const REFUSED: Outcome = { ok: false, reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
const CHECK = {
  ...aGroup('web').healthCheck,
  intervalMs: 30_000,
  timeoutMs: 5_000,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
};

/** A watched target that answers as `answer` says at the second given. */
function watched(answer: (second: number) => Outcome) {
  const clock = manualClock();
  const target: { target: { id: string; port: number }; health: Health } = {
    target: { id: 'a', port: 1 },
    health: REGISTERED,
  };
  const checks: number[] = [];
  const changes: string[] = [];
  const ended = new AbortController();
  const done = watch(target, {
    check: () => CHECK,
    changed: () => changes.push(`${clock.seconds()}: ${target.health.state}`),
    probe: async () => {
      checks.push(clock.seconds());
      return answer(clock.seconds());
    },
    pace: clock,
    signal: ended.signal,
  });
  return { clock, checks, changes, end: () => ended.abort(), done };
}

describe('a watch', () => {
  it('checks at once, and a healthy target at the interval', async () => {
    const { clock, checks, changes } = watched(() => OK);
    await clock.advance(70);
    expect(checks).toEqual([0, 30, 60]);
    expect(changes).toEqual(['0: healthy']);
  });

  it('finds a target that starts within a second of its first answer', async () => {
    const { clock, checks, changes } = watched((second) => (second < 7 ? REFUSED : OK));
    await clock.advance(40);
    expect(checks).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 30]);
    expect(changes).toEqual(['7: healthy']);
  });

  it('counts failures at the interval only', async () => {
    const { clock, changes } = watched(() => REFUSED);
    await clock.advance(65);
    expect(changes).toEqual(['30: unhealthy']);
  });

  it('takes the thresholds of checks in a row to change its mind', async () => {
    const { clock, changes } = watched((second) => (second >= 30 && second < 120 ? REFUSED : OK));
    await clock.advance(200);
    expect(changes).toEqual(['0: healthy', '60: unhealthy', '150: healthy']);
  });

  it('ends at its signal, also in the middle of a wait', async () => {
    const { clock, checks, end, done } = watched(() => OK);
    await clock.advance(10);
    end();
    await done;
    await clock.advance(100);
    expect(checks).toEqual([0]);
  });
});
