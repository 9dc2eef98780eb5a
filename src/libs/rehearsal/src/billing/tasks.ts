import type { Task } from '../tasks/types.ts';
import type { BilledTask } from './levels.ts';

/** The tasks that are paid for now: Fargate charges from the pull of the image until the task has stopped. */
export function billedTasks(tasks: readonly Task[]): BilledTask[] {
  return tasks
    .filter(({ pullStartedAt, lastStatus }) => pullStartedAt !== undefined && lastStatus !== 'STOPPED')
    .map(({ id, cpu, memory, capacityProviderName, billed }) => ({
      ...{ id, cpu, memory, ...billed },
      spot: capacityProviderName === 'FARGATE_SPOT',
    }));
}
