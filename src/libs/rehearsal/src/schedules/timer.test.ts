import { describe, expect, it, onTestFinished } from 'vitest';
import { createClock } from '../clock/index.ts';
import { next } from './next.ts';
import type { Schedule } from './read.ts';
import { createTimer, type TimerOptions } from './timer.ts';

const at = (text: string) => new Date(`2026-12-01T${text}Z`);
const turns = async () => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

function schedule(expression: string): Schedule {
  return {
    ...{ arn: expression, name: expression, group: 'default', expression, timeZone: 'UTC', enabled: true },
    ...{ deleteAfterwards: false, target: undefined },
    nextAfter: (after) => next(expression, 'UTC', after),
  };
}

/** A timer on a clock that stands at 08:00:30, and when what has fired. */
function timing(expressions: string[], more: Partial<TimerOptions> = {}) {
  const clock = createClock({ speed: 0, origin: at('08:00:30') });
  const fired: string[] = [];
  const timer = createTimer({
    clock,
    broken: () => {},
    fire: async ({ name }, when) => void fired.push(`${name} ${when.toISOString().slice(11, 19)}`),
    ...more,
  });
  onTestFinished(() => timer.stop());
  timer.set(expressions.map(schedule));
  const goTo = async (when: string) => {
    await turns();
    clock.set(at(when));
    await turns();
    return fired.splice(0);
  };
  return { clock, timer, fired, goTo };
}

const RATE = 'rate(1 minute)';
const EDGE = 'cron(0 9 * * ? *)';

describe('a jump of the clock', () => {
  it('fires what is due, exactly then', async () => {
    const { goTo } = timing([RATE, EDGE]);
    expect(await goTo('08:00:59.999')).toEqual([]);
    expect(await goTo('08:01:00')).toEqual([`${RATE} 08:01:00`]);
  });

  it('fires once what it leaves behind', async () => {
    const { goTo } = timing([RATE, EDGE]);
    expect(await goTo('09:30:10')).toEqual([`${RATE} 08:01:00`, `${EDGE} 09:00:00`]);
    expect(await goTo('09:31:00')).toEqual([`${RATE} 09:31:00`]);
  });

  it('back lets everything come again', async () => {
    const { goTo } = timing([RATE, EDGE]);
    await goTo('09:00:00');
    expect(await goTo('08:58:30')).toEqual([]);
    expect(await goTo('08:59:00')).toEqual([`${RATE} 08:59:00`]);
    expect(await goTo('09:00:00')).toEqual([`${RATE} 09:00:00`, `${EDGE} 09:00:00`]);
  });

  it('fires nothing before everybody has done what there is to do about it', async () => {
    const { clock, fired, goTo } = timing([EDGE]);
    const renewed = Promise.withResolvers<void>();
    clock.onMove(() => renewed.promise);
    expect(await goTo('09:00:00')).toEqual([]);
    renewed.resolve();
    await turns();
    expect(fired).toEqual([`${EDGE} 09:00:00`]);
  });
});

describe('firings that may be passed over', () => {
  it('are, and are counted; the rest fires', async () => {
    const until = { rate: at('08:30:00') as Date | undefined };
    let passed = 0;
    const { goTo, clock, timer } = timing([RATE, EDGE], {
      restUntil: ({ expression }) => (expression === RATE ? until.rate : undefined),
      passedOver: (count) => {
        passed += count;
      },
    });
    await turns();
    expect(clock.nextDue()).toEqual(at('08:30:00'));
    expect(await goTo('08:30:00')).toEqual([`${RATE} 08:30:00`]);
    expect(passed).toBe(29);
    until.rate = at('09:30:00');
    timer.reconsider();
    expect(await goTo('09:00:00')).toEqual([`${EDGE} 09:00:00`]);
    until.rate = undefined;
    timer.reconsider();
    expect(await goTo('09:01:00')).toEqual([`${RATE} 09:00:00`, `${RATE} 09:01:00`]);
    expect(passed).toBe(29 + 29);
  });
});
