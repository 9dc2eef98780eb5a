import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createGate } from './gate.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('waits with the work until the writes in flight are answered', async () => {
  const gate = createGate();
  const leave = await gate.enter();
  const work = vi.fn(async () => 'saved');
  const saved = gate.quiet(work, 1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(work).not.toHaveBeenCalled();
  leave();
  expect(await saved).toBe('saved');
});

it('holds new writes during the work, and lets them go on after it, failed or not', async () => {
  const gate = createGate();
  const { promise, reject } = Promise.withResolvers<never>();
  const saved = gate.quiet(() => promise, 1000).catch((error) => error.message);
  const entered = vi.fn();
  const entering = gate.enter().then(entered);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(entered).not.toHaveBeenCalled();
  reject(new Error('disk full'));
  expect(await saved).toBe('disk full');
  await entering;
  expect(entered).toHaveBeenCalled();
});

it('gives up after its patience, without the work, and lets held writes go on', async () => {
  const gate = createGate();
  const leave = await gate.enter();
  const work = vi.fn(async () => 'saved');
  const saved = gate.quiet(work, 1000);
  const entering = gate.enter();
  await vi.advanceTimersByTimeAsync(1000);
  expect(await saved).toBeUndefined();
  expect(work).not.toHaveBeenCalled();
  (await entering)();
  leave();
});

it('holds a write again when the next save begins before it could go on', async () => {
  const gate = createGate();
  let running = 0;
  const work = async () => {
    running += 1;
    await vi.advanceTimersByTimeAsync(10);
    running -= 1;
  };
  const first = gate.quiet(work, 1000);
  const second = gate.quiet(work, 1000);
  const seen = gate.enter().then((leave) => {
    leave();
    return running;
  });
  await Promise.all([first, second]);
  expect(await seen).toBe(0);
});
