import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { CLUSTER, PREFIX } from '../names.ts';

/** A task that runs, or one that stopped lately. Instants are ISO 8601 in Z. */
export type TaskRow = {
  id: string;
  /** Its family without the prefix: web, api, migrate. */
  family: string;
  status: string;
  health: string | null;
  startedAt: string | null;
  stoppedAt: string | null;
  /** Why it stopped, as ECS words it, with the container's own reason and exit code. */
  why: string | null;
};

type Ecs = Pick<ECSClient, 'send'>;

/** All tasks of the cluster that ECS still knows (stopped ones for about an hour), the newest first. */
export async function readTasks(ecs: Ecs): Promise<TaskRow[]> {
  const [running, stopped] = await Promise.all([list(ecs, 'RUNNING'), list(ecs, 'STOPPED')]);
  const arns = [...running, ...stopped];
  const pages: Task[] = [];
  for (let first = 0; first < arns.length; first += AT_ONCE) {
    const tasks = arns.slice(first, first + AT_ONCE);
    pages.push(...((await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks }))).tasks ?? []));
  }
  const created = (task: Task) => task.createdAt?.getTime() ?? 0;
  return pages.sort((one, other) => created(other) - created(one)).map(toRow);
}

/** DescribeTasks takes no more. */
const AT_ONCE = 100;

async function list(ecs: Ecs, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<string[]> {
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await ecs.send(
      new ListTasksCommand({ cluster: CLUSTER, desiredStatus, ...(nextToken ? { nextToken } : {}) }),
    );
    arns.push(...(page.taskArns ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return arns;
}

function toRow(task: Task): TaskRow {
  const family = lastPart(task.taskDefinitionArn ?? '').replace(/:\d+$/, '');
  return {
    id: lastPart(task.taskArn ?? ''),
    family: family.replace(`${PREFIX}-`, ''),
    status: task.lastStatus ?? 'UNKNOWN',
    health: task.healthStatus && task.healthStatus !== 'UNKNOWN' ? task.healthStatus : null,
    startedAt: task.startedAt?.toISOString() ?? null,
    stoppedAt: task.stoppedAt?.toISOString() ?? null,
    why: whyStopped(task),
  };
}

function whyStopped(task: Task): string | null {
  const reasons = (task.containers ?? []).map(({ name, reason, exitCode }) =>
    [reason, exitCode === undefined ? undefined : `${name} exited with ${exitCode}`].filter(Boolean).join(', '),
  );
  const told = [task.stoppedReason, ...(task.lastStatus === 'STOPPED' ? reasons : [])].filter(Boolean);
  return told.length > 0 ? told.join('; ') : null;
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
