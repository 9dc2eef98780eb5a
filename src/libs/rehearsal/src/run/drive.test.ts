import { expect, it } from 'vitest';
import { createClock } from '../clock/index.ts';
import { drive } from './drive.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour));

function driving(underway: () => string[], signal = new AbortController().signal) {
  const clock = createClock({ speed: 0, origin: at(9) });
  const told: string[] = [];
  const looked: number[] = [];
  const done = drive({
    ...{ clock, until: at(12), underway, signal, patienceMs: 25 },
    look: () => looked.push(clock.now().getUTCHours()),
    impatient: (things) => told.push(things.join()),
  });
  return { clock, told, looked, done };
}

it('stops at each moment for which somebody waits, and looks before it goes on', async () => {
  const { clock, looked, done } = driving(() => []);
  const woken: number[] = [];
  for (const hour of [11, 10, 13]) void clock.sleepUntil(at(hour)).then(() => woken.push(clock.now().getUTCHours()));
  await done;
  expect([woken, looked]).toEqual([
    [10, 11],
    [9, 10, 11, 12],
  ]);
  expect(clock.now()).toEqual(at(12));
});

it('stands as long as anything is under way', async () => {
  let turns = 3;
  const { clock, looked, done } = driving(() => (turns-- > 0 ? ['a task'] : []));
  await done;
  expect([looked, clock.now()]).toEqual([[9, 9, 9, 9, 12], at(12)]);
});

it('goes on, and says so once, without what does not come to an end', async () => {
  const { clock, told, done } = driving(() => ['a task']);
  void clock.sleepUntil(at(10));
  await done;
  expect([told, clock.now()]).toEqual([['a task'], at(12)]);
});

it('ends where it is when it is told to', async () => {
  const end = new AbortController();
  const { clock, done } = driving(() => ['a task'], end.signal);
  end.abort();
  await done;
  expect(clock.now()).toEqual(at(9));
});
