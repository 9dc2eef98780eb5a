import type { Service, StopOrder, Task } from '../types.ts';
import type { Verdict } from './verdict.ts';

/** A task that shall run, with what the scheduler thinks of it; `fresh` ones belong to the primary deployment. */
export type Judged = { task: Task; verdict: Verdict; fresh: boolean };

/** A task to stop, with the reason as ECS words it. */
export type Stop = { task: Task } & StopOrder;

/** How many tasks must stay healthy (rounded up), and how many may run at once (rounded down). */
export function bounds(service: Service): { least: number; most: number } {
  return {
    least: Math.ceil((service.desiredCount * service.minimumHealthyPercent) / 100),
    most: Math.floor((service.desiredCount * service.maximumPercent) / 100),
  };
}

/** The order for a task that is simply not needed any more. */
export function scaling(deploymentId: string | undefined): StopOrder {
  return { code: 'ServiceSchedulerInitiated', reason: `Scaling activity initiated by (deployment ${deploymentId})` };
}
