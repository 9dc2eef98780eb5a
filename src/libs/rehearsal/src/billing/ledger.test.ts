import { describe, expect, it } from 'vitest';
import { createStore } from '../store.ts';
import { createLedger } from './ledger.ts';

const at = (time: string) => new Date(`2026-12-01T${time}:00Z`);
const alb = { service: 'ELB', usageType: 'APN1-LoadBalancerUsage (Application)', resource: 'front door' };
const nat = { service: 'NAT gateway', usageType: 'APN1-NatGateway-Hours', resource: 'nat-1' };

function seen(ledger: ReturnType<typeof createLedger>, from = at('00:00'), until = at('23:00')) {
  return Object.fromEntries(
    ledger.between(from, until).map(({ hour, entries }) => [hour.slice(11), entries.map(({ quantity }) => quantity)]),
  );
}

describe('the ledger', () => {
  it('has each hour in its order, with what was used by whom', () => {
    const ledger = createLedger(createStore());
    ledger.at(nat, 3, at('12:10'));
    ledger.during(alb, 2, at('10:30'), at('12:00'));
    expect(ledger.between(at('00:00'), at('23:00'))).toEqual([
      { hour: '2026-12-01T10', entries: [{ ...alb, quantity: 1 }] },
      { hour: '2026-12-01T11', entries: [{ ...alb, quantity: 2 }] },
      { hour: '2026-12-01T12', entries: [{ ...nat, quantity: 3 }] },
    ]);
  });

  it('adds up what one used in an hour', () => {
    const ledger = createLedger(createStore());
    ledger.during(alb, 1, at('10:00'), at('10:15'));
    ledger.during(alb, 1, at('10:45'), at('11:00'));
    expect(seen(ledger)).toEqual({ 10: [0.5] });
  });

  it('shows the hours that begin before the end, and none before the beginning', () => {
    const ledger = createLedger(createStore());
    ledger.during(alb, 1, at('08:00'), at('12:00'));
    expect(Object.keys(seen(ledger, at('09:00'), at('11:00'))).toSorted()).toEqual(['09', '10']);
    expect(Object.keys(seen(ledger, at('09:00'), at('10:01'))).toSorted()).toEqual(['09', '10']);
  });

  it('counts an hour that is lived twice as it was lived last, whoever was there', () => {
    const ledger = createLedger(createStore());
    ledger.during(alb, 1, at('10:00'), at('12:00'));
    ledger.during(nat, 1, at('10:00'), at('11:00'));
    ledger.again();
    ledger.during(alb, 1, at('10:30'), at('11:00'));
    expect(seen(ledger)).toEqual({ 10: [0.5], 11: [1] });
  });

  it('goes on after a restart with what it had', () => {
    const store = createStore();
    createLedger(store).again();
    createLedger(store).during(alb, 1, at('10:00'), at('10:30'));
    const later = createStore();
    later.load(JSON.parse(JSON.stringify(store.dump())));
    const ledger = createLedger(later);
    ledger.during(alb, 1, at('10:30'), at('10:45'));
    expect(seen(ledger)).toEqual({ 10: [0.75] });
  });

  it('lets go what Cost Explorer would not show any more', () => {
    const ledger = createLedger(createStore());
    const begin = Date.UTC(2024, 0);
    ledger.during(alb, 1, new Date(begin), new Date(begin + 401 * 86_400_000));
    const hours = ledger.between(new Date(begin), new Date(begin + 500 * 86_400_000));
    expect(hours).toHaveLength(400 * 24);
    expect(hours[0]?.hour).toBe('2024-01-02T00');
  });
});
