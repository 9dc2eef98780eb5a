import type { PlanSummary } from '@bookmark-manager/plan';
import { expect, it } from 'vitest';
import { nextStep } from './waves.ts';

const clean: PlanSummary = { add: [], change: [], remove: [], outputs: [], fresh: false };

it('has nothing to do when every plan is clean', () => {
  expect(nextStep({ network: clean, compute: clean })).toEqual({ kind: 'clean' });
});

it('applies exactly the plans that change something', () => {
  const plans = { network: clean, compute: { ...clean, change: ['aws_lb.this'] } };
  expect(nextStep(plans)).toEqual({ kind: 'exact', units: ['compute'] });
});

it('applies an output that others read, although no resource changes', () => {
  expect(nextStep({ network: { ...clean, outputs: ['vpc_id'] } })).toEqual({ kind: 'exact', units: ['network'] });
});

it('never applies plans that were made on mocks', () => {
  const plans = {
    network: { ...clean, add: ['aws_vpc.this'], fresh: true },
    compute: { ...clean, add: ['aws_lb.this'] },
  };
  expect(nextStep(plans)).toEqual({ kind: 'first' });
});
