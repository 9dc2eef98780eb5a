import { isClean, type PlanSummary } from '@bookmark-manager/plan';

/**
 * What to do with plans.
 * `exact`: apply these very plans of these units, so that nothing is removed that was not named.
 * `first`: a unit was never applied, so those that read it were planned on mocks: each must be planned again when its
 * turn comes.
 */
export type NextStep = { kind: 'clean' } | { kind: 'exact'; units: string[] } | { kind: 'first' };

export function nextStep(plans: Record<string, PlanSummary>): NextStep {
  const changing = Object.entries(plans).filter(([, plan]) => !isClean(plan));
  if (changing.length === 0) return { kind: 'clean' };
  if (Object.values(plans).some(({ fresh }) => fresh)) return { kind: 'first' };
  return { kind: 'exact', units: changing.map(([unit]) => unit) };
}
