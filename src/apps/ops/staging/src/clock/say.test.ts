import { describe, expect, it } from 'vitest';
import type { WorldTime } from '../target/time.ts';
import { clockPage, sayMoved } from './say.ts';

const machine = new Date('2026-11-26T00:00:00Z');
const time = (changes: Partial<WorldTime> = {}): WorldTime => ({
  now: machine,
  machine,
  speed: 1,
  running: false,
  ...changes,
});

describe('a clock that was moved', () => {
  it.each([
    [{ now: new Date('2026-12-04T23:40:00Z') }, "Sat 2026-12-05 08:40: 8 d 23 h ahead of this machine's time."],
    [{ now: new Date('2025-04-25T15:00:00Z') }, "Sat 2025-04-26 00:00: 579 d 9 h behind this machine's time."],
    [{ speed: 60 }, 'Thu 2026-11-26 09:00: 60 times as fast.'],
    [
      { now: new Date('2026-11-26T02:00:00Z'), running: true },
      "11:00: 2 h ahead of this machine's time, it is being run.",
    ],
  ])('%j is told in a sentence', (changes, words) => {
    expect(sayMoved(time(changes))).toContain(words);
  });

  it.each([[{}], [{ now: new Date(machine.getTime() + 20_000) }], [{ now: new Date(machine.getTime() - 20_000) }]])(
    'is not one with %j',
    (changes) => {
      expect(sayMoved(time(changes))).toBeNull();
    },
  );
});

describe('the page', () => {
  it('says where it stands, what the database takes, and which faults there are', () => {
    const reading = {
      ...time({ now: new Date('2026-12-04T23:40:00Z') }),
      durations: { starting: 1_500_000, stopping: 900 },
    };
    expect(clockPage(reading, [{ fault: 'capacity', of: 'web', times: 3 }, { fault: 'database-restart' }])).toEqual([
      'Sat 2026-12-05 08:40 (Tokyo time)',
      "8 d 23 h ahead of this machine's time; back to it: staging clock set now",
      'the database takes: starting 25 min, stopping 0.9 s',
      'fault: capacity of web 3 times',
      'fault: database-restart',
    ]);
  });

  it('is short when nothing was moved', () => {
    expect(clockPage({ ...time(), durations: {} }, [])).toEqual([
      'Thu 2026-11-26 09:00 (Tokyo time)',
      "as this machine's",
    ]);
  });
});
