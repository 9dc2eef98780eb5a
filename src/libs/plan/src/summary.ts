import type { Plan, ResourceChange } from './plan.ts';

/** What a plan would do. An address that is replaced counts as added and as removed. */
export type PlanSummary = {
  add: string[];
  change: string[];
  remove: Removal[];
  /** Outputs that would get another value. They alone make a plan worth applying, as other units read them. */
  outputs: string[];
  /** Nothing was ever applied here: there is nothing to lose, and whoever depends on it was planned on mocks. */
  fresh: boolean;
};

export type Removal = { address: string; type: string; replaced: boolean; why: string | undefined };

/** Says what a plan would do. */
export function summarise(plan: Plan): PlanSummary {
  const managed = plan.resource_changes.filter((resource) => resource.mode === 'managed');
  const having = (action: string) => managed.filter((resource) => does(resource, action));
  return {
    add: having('create').map((resource) => resource.address),
    change: having('update').map((resource) => resource.address),
    remove: having('delete').map(toRemoval),
    outputs: Object.entries(plan.output_changes)
      .filter(([, change]) => change.actions.some((action) => action !== 'no-op'))
      .map(([name]) => name),
    fresh: managed.every((resource) => resource.change.before === null),
  };
}

/** Whether applying the plan would alter anything. */
export function isClean(summary: PlanSummary): boolean {
  return summary.add.length + summary.change.length + summary.remove.length + summary.outputs.length === 0;
}

function does(resource: ResourceChange, action: string): boolean {
  return (resource.change.actions as string[]).includes(action);
}

function toRemoval(resource: ResourceChange): Removal {
  return {
    address: resource.address,
    type: resource.type,
    replaced: does(resource, 'create'),
    why: resource.action_reason ? REASONS[resource.action_reason] : undefined,
  };
}

/** Terraform's `action_reason`, in words; one that is not here is left unsaid. */
const REASONS: Record<string, string> = {
  replace_because_tainted: 'its creation was cut short',
  replace_because_cannot_update: 'it cannot be changed in place',
  replace_by_request: 'asked for',
  replace_by_triggers: 'what it follows changes',
  delete_because_no_resource_config: 'no longer in the configuration',
  delete_because_count_index: 'its count is lower now',
  delete_because_each_key: 'its key is gone',
  delete_because_wrong_repetition: 'its repetition changed',
  delete_because_no_module: 'its module is gone',
};
