import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSaver, nextSave } from './saving.ts';

describe('the next save', () => {
  it.each([
    ['comes 300 ms after a single change', { firstChange: 0, lastChange: 0, lastSaveEnd: -1e6, lastSaveMs: 500 }, 300],
    ['waits while changes go on', { firstChange: 0, lastChange: 2000, lastSaveEnd: -1e6, lastSaveMs: 500 }, 2300],
    ['comes after 3 s at the latest', { firstChange: 0, lastChange: 2900, lastSaveEnd: -1e6, lastSaveMs: 500 }, 3000],
    [
      'rests four times as long as the last save took',
      { firstChange: 0, lastChange: 0, lastSaveEnd: 0, lastSaveMs: 400 },
      1600,
    ],
    [
      'rests two seconds at most, however long the last save took',
      { firstChange: 0, lastChange: 0, lastSaveEnd: 0, lastSaveMs: 3000 },
      2000,
    ],
  ])('%s', (_, state, expected) => expect(nextSave(state)).toBe(expected));
});

describe('a saver', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const failed = vi.fn();

  it('saves once after a burst, and not again without a change', async () => {
    const save = vi.fn(async () => true);
    const saver = createSaver({ save, failed });
    for (let index = 0; index < 5; index += 1) {
      saver.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    await saver.close();
    expect(save).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['alone', 0, 10_300],
    ['unless something else changes', 1, 1300],
  ])('lets log lines wait, %s', async (_, others, expected) => {
    const begun = Date.now();
    const save = vi.fn(async () => true);
    const saver = createSaver({ save, failed });
    saver.changed(10_000);
    await vi.advanceTimersByTimeAsync(1000);
    for (let index = 0; index < others; index += 1) saver.changed();
    saver.changed(10_000);
    while (save.mock.calls.length === 0 && Date.now() < begun + 60_000) await vi.advanceTimersByTimeAsync(100);
    expect(Date.now() - begun).toBe(expected);
  });

  it('saves again what changed during a save', async () => {
    const save = vi.fn(async () => {
      if (save.mock.calls.length === 1) saver.changed();
      return true;
    });
    const saver = createSaver({ save, failed });
    saver.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['was put off', async () => false],
    ['failed', () => Promise.reject(new Error('disk full'))],
  ])('tries again when a save %s', async (_, first) => {
    const save = vi.fn(async () => true).mockImplementationOnce(first);
    const saver = createSaver({ save, failed });
    saver.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('does not try again and again at once', async () => {
    const save = vi.fn(() => Promise.reject(new Error('disk full')));
    const saver = createSaver({ save, failed });
    saver.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(save.mock.calls.length).toBeLessThanOrEqual(5);
  });

  it('saves what is left when it is closed, and nothing afterwards', async () => {
    const save = vi.fn(async () => true);
    const saver = createSaver({ save, failed });
    saver.changed();
    await saver.close();
    expect(save).toHaveBeenCalledTimes(1);
    saver.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(save).toHaveBeenCalledTimes(1);
  });
});
