import { DescribeTasksCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import type { Clients } from './clients.ts';

/** As many as one DescribeTasks takes; three are enough to know. */
const MOST_TASKS = 100;
const ENDED_BY_ITSELF = ['TaskFailedToStart', 'EssentialContainerExited'];

/** How many tasks of a service ended by themselves, or were found unhealthy, since `since`. ECS remembers them for an hour. */
export async function countFailedStarts(
  ecs: Clients['ecs'],
  cluster: string,
  serviceName: string,
  since: Date,
): Promise<number> {
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName, desiredStatus: 'STOPPED', maxResults: MOST_TASKS }),
  );
  if (taskArns.length === 0) return 0;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  return tasks.filter((task) => (task.createdAt ?? new Date(0)) >= since && hasFailed(task)).length;
}

function hasFailed({ stopCode, stoppedReason = '' }: Task): boolean {
  return ENDED_BY_ITSELF.includes(stopCode ?? '') || /failed (?:ELB|container) health checks/i.test(stoppedReason);
}
