import { expect, it } from 'vitest';
import { desired } from '../desired.ts';
import { tokyo, weekdays } from '../testing.ts';
import type { Lease } from './lease.ts';
import { mayPostpone, postpone } from './use.ts';

it('postpones by 30 minutes, three times in an evening, and again the next evening', () => {
  const leases: Lease[] = [];
  for (const [at, until] of [
    ['2026-12-01 22:00', '2026-12-01 22:30'],
    ['2026-12-01 22:30', '2026-12-01 23:00'],
    ['2026-12-01 23:00', '2026-12-01 23:30'],
  ] as const) {
    expect(mayPostpone(leases, tokyo(at))).toBe(true);
    leases.push(postpone(leases, 7, tokyo(at)));
    expect(desired(weekdays, leases, tokyo(at))).toMatchObject({ condition: 'awake', until: tokyo(until) });
  }
  expect(leases[2]?.why).toBe('it is in use (7 requests in the last 15 min; postponed 3 of 3 times)');
  expect(mayPostpone(leases, tokyo('2026-12-01 23:30'))).toBe(false);
  expect(mayPostpone(leases, tokyo('2026-12-02 22:00'))).toBe(true);
});

it('is the same lease for two firings of the same minute', () => {
  const [one, other] = ['22:00', '22:00'].map((time) => postpone([], 1, tokyo(`2026-12-01 ${time}`)));
  expect(one?.id).toBe(other?.id);
});
