import type { Lease } from '@bookmark-manager/schedule';
import { expect, it } from 'vitest';
import { leftHolds } from './left.ts';

const now = new Date('2026-12-01T03:00:00Z');
const hold = (id: string, fields: Partial<Lease> = {}): Lease => ({
  id,
  condition: 'awake',
  from: now,
  until: new Date('2026-12-01T03:10:00Z'),
  by: 'ann',
  why: 'deploys web',
  kind: 'hold',
  madeAt: now,
  heldBy: { machine: 'here', pid: 1 },
  ...fields,
});

it('A hold is left behind when the process that renewed it is gone', () => {
  const leases = [
    hold('left'),
    hold('alive', { heldBy: { machine: 'here', pid: 2 } }),
    hold('elsewhere', { heldBy: { machine: 'there', pid: 1 } }),
    hold('over', { until: now }),
    { ...hold('of a person'), heldBy: undefined } as unknown as Lease,
  ];
  const found = leftHolds(leases, now, { machine: 'here', isAlive: (pid) => pid === 2 });
  expect(found.map(({ id }) => id)).toEqual(['left']);
});
