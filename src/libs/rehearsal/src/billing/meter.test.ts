import { describe, expect, it } from 'vitest';
import { createStore } from '../store.ts';
import { createLedger } from './ledger.ts';
import { createMeter, type Level } from './meter.ts';

const at = (time: string) => new Date(`2026-12-01T${time}Z`);
const level = (resource: string, more: Partial<Level> = {}): Level => {
  return { service: 'Fargate', usageType: 'vcpu', perHour: 1, resource, ...more };
};

function metered() {
  const ledger = createLedger(createStore());
  /** Hours of each resource on that day, to a second. */
  const hours = () => {
    const all: Record<string, number> = {};
    for (const { entries } of ledger.between(at('00:00:00'), new Date('2026-12-03T00:00:00Z')))
      for (const { resource, quantity } of entries) all[resource] = (all[resource] ?? 0) + quantity;
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.round(value * 3600) / 3600]));
  };
  return { meter: createMeter(ledger), ledger, hours };
}

describe('the meter', () => {
  it('counts what is there from the look that found it to the look that does not', () => {
    const { meter, hours } = metered();
    meter.look([level('a')], at('09:00:00'));
    meter.look([level('a'), level('b', { perHour: 0.25 })], at('10:00:00'));
    meter.look([level('b', { perHour: 0.25 })], at('11:30:00'));
    meter.look([], at('14:00:00'));
    meter.look([], at('15:00:00'));
    expect(hours()).toEqual({ world: 6, a: 2.5, b: 1 });
  });

  it('counts at a new rate from the look that found it changed', () => {
    const { meter, hours } = metered();
    meter.look([level('a', { perHour: 1 })], at('09:00:00'));
    meter.look([level('a', { perHour: 3 })], at('10:00:00'));
    meter.look([], at('11:00:00'));
    expect(hours()).toMatchObject({ a: 4 });
  });

  it('counts nothing before its first look', () => {
    const { meter, hours } = metered();
    meter.look([level('a')], at('09:00:00'));
    expect(hours()).toEqual({});
  });

  it.each([
    ['shorter', '09:00:20', 60],
    ['exactly as long', '09:01:00', 60],
    ['longer', '09:01:40', 100],
  ])('charges what was there %s than the least as %s says', (_, end, seconds) => {
    const { meter, hours } = metered();
    meter.look([level('a', { leastMs: 60_000 })], at('09:00:00'));
    meter.look([], at(end));
    expect((hours().a ?? 0) * 3600).toBeCloseTo(seconds, 5);
  });

  it('does not count the time that the clock jumped over, forward or back', () => {
    const { meter, hours } = metered();
    meter.look([level('a')], at('09:00:00'));
    meter.jump(at('10:00:00'), at('15:00:00'));
    meter.look([level('a')], at('16:00:00'));
    expect(hours()).toEqual({ world: 2, a: 2 });
    meter.jump(at('16:00:00'), at('05:00:00'));
    meter.look([level('a')], at('06:00:00'));
    expect(hours()).toEqual({ world: 3, a: 3 });
  });

  it('charges the least once, whatever the clock did meanwhile', () => {
    const { meter, hours } = metered();
    meter.look([level('a', { leastMs: 60_000 })], at('09:00:00'));
    meter.jump(at('09:00:30'), at('12:00:00'));
    meter.look([], at('12:00:10'));
    expect((hours().a ?? 0) * 3600).toBeCloseTo(60, 5);
  });

  it('counts an hour that is lived again as it is lived then', () => {
    const { meter, hours } = metered();
    meter.look([level('a'), level('b')], at('09:00:00'));
    meter.jump(at('11:00:00'), at('09:00:00'));
    meter.look([level('a')], at('09:00:00'));
    meter.look([level('a')], at('10:00:00'));
    expect(hours()).toEqual({ world: 2, a: 2, b: 1 });
  });

  it('counts what happens at a moment in its hour', () => {
    const { meter, ledger } = metered();
    meter.count({ service: 'Lambda', usageType: 'APN1-Request', resource: 'x' }, 2, at('23:59:59'));
    expect(ledger.between(at('23:00:00'), new Date('2026-12-02T00:00:00Z'))).toHaveLength(1);
  });
});
