import { expect, it } from 'vitest';
import { sayChange } from './proof.ts';

const plan = { add: ['aws_a.a', 'aws_a.b'], change: [], remove: [], outputs: [], fresh: false };

it('counts what a plan would do, and leaves out what it would not', () => {
  expect(sayChange({ unit: 'compute', plan })).toBe('compute: 2 to add');
  const removal = { address: 'aws_a.c', type: 'aws_a', replaced: false, why: undefined };
  const changed = { ...plan, add: [], change: ['aws_a.a'], remove: [removal], outputs: ['x'] };
  expect(sayChange({ unit: 'network', plan: changed })).toBe('network: 1 to change, 1 to remove, 1 other outputs');
});
