import { expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import type { Instance } from './instance.ts';
import { LONGEST_STOP_MS, startAfterLimit } from './stop-limit.ts';

const DAY_MS = 86_400_000;
const at = (day: number) => new Date(Date.UTC(2026, 11, day));
const turn = () => new Promise((resolve) => setImmediate(resolve));

function stopped(stoppedAt = at(1), origin = at(1)) {
  const clock = createClock({ speed: 0, origin });
  const instance = { status: 'stopped', stoppedAt: stoppedAt.toISOString() } as Instance;
  const starts: Date[] = [];
  const ending = new AbortController();
  const start = () => starts.push(clock.now());
  void startAfterLimit(instance, { clock, signal: ending.signal, start });
  const goTo = async (when: Date) => {
    clock.set(when);
    await turn();
    await turn();
    return starts.length;
  };
  return { clock, instance, goTo, ending };
}

it('a database is started once it has been stopped for seven days, and not a moment before', async () => {
  const { goTo } = stopped();
  expect(await goTo(new Date(at(8).getTime() - 1))).toBe(0);
  expect(await goTo(at(8))).toBe(1);
});

it('the days before a restart of the rehearsal count', async () => {
  const { goTo } = stopped(at(1), at(6));
  expect(await goTo(new Date(at(8).getTime() - 1))).toBe(0);
  expect(await goTo(at(8))).toBe(1);
});

it('one that was stopped in what is the future now has seven days from now on', async () => {
  const { clock, goTo } = stopped(at(20), at(1));
  expect(clock.nextDue()).toEqual(new Date(at(1).getTime() + LONGEST_STOP_MS));
  expect(await goTo(at(8))).toBe(1);
});

it('one that was started and stopped again meanwhile is left to its own seven days', async () => {
  const { instance, goTo } = stopped();
  instance.stoppedAt = new Date(at(1).getTime() + DAY_MS).toISOString();
  expect(await goTo(at(8))).toBe(0);
});

it.each(['available', 'starting', 'stopping'] as const)('one that is %s by then is left alone', async (status) => {
  const { instance, goTo } = stopped();
  instance.status = status;
  expect(await goTo(at(9))).toBe(0);
});

it('nothing is started by the end of the rehearsal', async () => {
  const { ending, goTo } = stopped();
  ending.abort();
  expect(await goTo(at(9))).toBe(0);
});
