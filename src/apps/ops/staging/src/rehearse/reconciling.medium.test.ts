import type { WorldEvent } from '@bookmark-manager/rehearsal';
import { describe, expect, it } from 'vitest';
import { type FakeAnswer, type FakeAws, fakeAws } from '../testing.ts';
import { reconciling } from './reconciling.ts';
import { event } from './testing.ts';

const awake: FakeAnswer = { json: { message: 'Awake.', desired: 'awake', waiting: ['web has no healthy target'] } };

/** Asks a scheduler behind a fake AWS; `happen` is an event of the world. */
function asking(aws: FakeAws) {
  const listeners = new Set<(event: WorldEvent) => void>();
  const { clientOptions } = aws;
  const target = { kind: 'aws', environment: {}, clientOptions, tfvars: '' } as const;
  const scheduler = reconciling(target, (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });
  const happen = (each: WorldEvent) => {
    for (const listener of listeners) listener(each);
  };
  return { scheduler, happen, listeners };
}

/** Longer than what happens together is waited for. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('the scheduler', () => {
  it('is asked to reconcile, and its answer is kept', async () => {
    await using aws = await fakeAws({ Invoke: awake });
    const { scheduler } = asking(aws);
    await using _ = scheduler;
    expect(scheduler.latest).toBeUndefined();
    expect(await scheduler.ask()).toMatchObject({ desired: 'awake' });
    expect(aws.requests).toEqual([{ operation: 'Invoke', input: { action: 'reconcile' } }]);
    expect(scheduler.latest).toMatchObject({ waiting: ['web has no healthy target'] });
  });

  it('is asked one thing at a time', async () => {
    let [now, most] = [0, 0];
    const slow = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 50));
      now -= 1;
      return awake;
    };
    await using aws = await fakeAws({ Invoke: slow });
    const { scheduler } = asking(aws);
    await using _ = scheduler;
    await Promise.all([scheduler.ask(), scheduler.ask(), scheduler.ask()]);
    expect([aws.calls.length, most]).toEqual([3, 1]);
  });

  it('is asked again after it failed, and how it failed is kept until then', async () => {
    const answers: Record<string, FakeAnswer> = { Invoke: { error: 'ServiceException' } };
    await using aws = await fakeAws(answers);
    const { scheduler } = asking(aws);
    await using _ = scheduler;
    await expect(scheduler.ask()).rejects.toThrow();
    expect(scheduler.latest).toBeInstanceOf(Error);
    answers.Invoke = awake;
    await scheduler.ask();
    expect(scheduler.latest).toMatchObject({ message: 'Awake.' });
  });

  it.each([
    ['a target that became healthy', event('load-balancer', '127.0.8.1:3000 is healthy')],
    ['a database that came up', event('database', 'available on 127.0.0.1:5432')],
    ['a database that went down', event('database', 'stopped')],
    ['a task that ended', event('tasks', 'stopped: it ended by itself')],
  ])('is asked because of %s', async (_, awaited) => {
    await using aws = await fakeAws({ Invoke: awake });
    const { scheduler, happen } = asking(aws);
    await using _scheduler = scheduler;
    happen(awaited);
    await expect.poll(() => aws.calls).toEqual(['Invoke']);
  });

  it.each([
    ['a target that is not healthy yet', event('load-balancer', '127.0.8.1:3000 is unhealthy')],
    ['a database that is starting', event('database', 'starting')],
    ['a task that began', event('tasks', 'has started 1 tasks')],
    ['a schedule that fired', event('schedules', 'is healthy')],
  ])('is not asked because of %s', async (_, other) => {
    await using aws = await fakeAws({ Invoke: awake });
    const { scheduler, happen } = asking(aws);
    await using _scheduler = scheduler;
    happen(other);
    await settled();
    expect(aws.calls).toEqual([]);
  });

  it('is asked once about what happens together', async () => {
    await using aws = await fakeAws({ Invoke: awake });
    const { scheduler, happen } = asking(aws);
    await using _ = scheduler;
    for (let count = 0; count < 20; count += 1) happen(event('tasks', 'stopped'));
    await settled();
    expect(aws.calls).toEqual(['Invoke']);
  });

  it('is left to its schedule while it is paused, and asked when that is over', async () => {
    await using aws = await fakeAws({ Invoke: awake });
    const { scheduler, happen } = asking(aws);
    await using _ = scheduler;
    happen(event('tasks', 'stopped'));
    scheduler.pause();
    happen(event('tasks', 'stopped'));
    await settled();
    expect(aws.calls).toEqual([]);
    await scheduler.resume();
    expect(aws.calls).toEqual(['Invoke']);
    happen(event('tasks', 'stopped'));
    await expect.poll(() => aws.calls).toEqual(['Invoke', 'Invoke']);
  });

  it('is left alone once the rehearsal ends, even by what has just happened', async () => {
    await using aws = await fakeAws({ Invoke: awake });
    const { scheduler, happen, listeners } = asking(aws);
    happen(event('tasks', 'stopped'));
    await scheduler[Symbol.asyncDispose]();
    await settled();
    expect([aws.calls, listeners.size]).toEqual([[], 0]);
  });
});
