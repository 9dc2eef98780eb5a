import type { Plan as UnitPlan } from '@bookmark-manager/plan';
import type { Plan, Resource } from './model.ts';
import { PRICERS } from './pricers/index.ts';

/** `after`: what will be there when the plan is applied; `before`: what is there now. */
export type Side = 'before' | 'after';

/** The resources of plans, by unit, with what their prices depend on: nothing else of a plan is kept. */
export function readPlans(units: Readonly<Record<string, UnitPlan>>, side: Side = 'after'): Plan {
  return { resources: Object.entries(units).flatMap(([unit, plan]) => resourcesOf(unit, plan, side)) };
}

/** Which attributes are kept of which type: recordings made with another table are stale. */
export const KEPT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(PRICERS).map(([type, { reads }]) => [type, reads])),
  // Services are charged by the size that their task definitions say.
  aws_ecs_task_definition: ['family', 'cpu', 'memory', 'runtime_platform', 'ephemeral_storage'],
};

function resourcesOf(unit: string, plan: UnitPlan, side: Side): Resource[] {
  return plan.resource_changes.flatMap(({ mode, type, address, change }) => {
    const values = change[side];
    if (mode !== 'managed' || values === null) return [];
    return [{ unit, address, type, values: keep(type, values, side === 'after' ? plan : undefined) }];
  });
}

function keep(type: string, values: Record<string, unknown>, plan: UnitPlan | undefined): Record<string, unknown> {
  const kept = (KEPT[type] ?? []).flatMap((name) => {
    const value = values[name] ?? counted(type, name, plan);
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

function counted(type: string, name: string, plan: UnitPlan | undefined): unknown {
  const variable = PRICERS[type]?.counted?.[name];
  return variable === undefined ? undefined : plan?.variables[variable]?.value;
}
