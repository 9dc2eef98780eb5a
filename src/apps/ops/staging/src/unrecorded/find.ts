import type { PlanSummary } from '@bookmark-manager/plan';
import type { Target } from '../target/target.ts';
import { FIXED, type Fixed, NOT_THERE } from './fixed.ts';

/** Something that exists, and that a plan would make although it does. */
export type Unrecorded = Pick<Fixed, 'unit' | 'address' | 'what'> & { id: string };

/** What of the fixed names these plans would make, and none of it instead of an old one. */
export function plannedAnew(plans: Record<string, PlanSummary>, fixed: readonly Fixed[] = FIXED): Fixed[] {
  return fixed.filter(({ unit, address }) => {
    const plan = plans[unit];
    return plan?.add.includes(address) === true && !plan.remove.some((removal) => removal.address === address);
  });
}

/** Looks on AWS for what the plans would make: a state that knows nothing of it is the wrong one, or was lost. */
export function findUnrecorded(
  target: Target,
  plans: Record<string, PlanSummary>,
  fixed: readonly Fixed[] = FIXED,
): Promise<Unrecorded[]> {
  return findExisting(target, plannedAnew(plans, fixed));
}

/** What of the fixed names is there, whatever a state says of it. */
export async function findExisting(target: Target, fixed: readonly Fixed[] = FIXED): Promise<Unrecorded[]> {
  const found = fixed.map(async ({ find, unit, address, what }) => {
    const id = await find(target).catch((error: unknown) => {
      if (error instanceof Error && NOT_THERE.test(error.name)) return undefined;
      throw error;
    });
    return id === undefined ? [] : [{ unit, address, what, id }];
  });
  return (await Promise.all(found)).flat();
}
