import { DescribeTasksCommand, type ECSClient, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { CLUSTER, PREFIX } from '../names.ts';
import { explainStop, type Stop } from './explain-stop.ts';

/** A task that runs, or one that stopped lately. Instants are ISO 8601 in Z. */
export type TaskRow = {
  id: string;
  /** Its family without the prefix: web, api, migrate. */
  family: string;
  status: string;
  health: string | null;
  createdAt: string | null;
  startedAt: string | null;
  stoppedAt: string | null;
  /** Why it stopped, as ECS words it, with the container's own reason and exit code. */
  why: string | null;
  /** The same in words of people, whether something is wrong, and what to type next; null while it runs. */
  explained: { fault: boolean; text: string; next: string | null } | null;
  /** Whether its agent of ECS Exec runs; null: it was started without. */
  exec: string | null;
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
  const family = lastPart(task.taskDefinitionArn ?? '')
    .replace(/:\d+$/, '')
    .replace(`${PREFIX}-`, '');
  const stop = stopOf(task, family);
  const agent = task.containers?.[0]?.managedAgents?.find(({ name }) => name === 'ExecuteCommandAgent');
  return {
    id: lastPart(task.taskArn ?? ''),
    family,
    status: task.lastStatus ?? 'UNKNOWN',
    health: task.healthStatus && task.healthStatus !== 'UNKNOWN' ? task.healthStatus : null,
    createdAt: task.createdAt?.toISOString() ?? null,
    startedAt: task.startedAt?.toISOString() ?? null,
    stoppedAt: task.stoppedAt?.toISOString() ?? null,
    why: stop && sayStop(stop),
    explained: stop && explainStop(stop),
    exec: agent?.lastStatus ?? null,
  };
}

/** null while nothing speaks of an end. A container tells why only once it has stopped. */
function stopOf(task: Task, family: string): Stop | null {
  const ended = task.lastStatus === 'STOPPED' ? (task.containers ?? []) : [];
  const containers = ended.map(({ name = '', reason = null, exitCode = null }) => ({ name, reason, exitCode }));
  const told = containers.some(({ reason, exitCode }) => reason !== null || exitCode !== null);
  if (task.stoppedReason === undefined && !told) return null;
  return { family, code: task.stopCode ?? null, reason: task.stoppedReason ?? '', containers };
}

function sayStop({ reason, containers }: Stop): string {
  const reasons = containers.map(({ name, reason: own, exitCode }) =>
    [own, exitCode === null ? null : `${name} exited with ${exitCode}`].filter(Boolean).join(', '),
  );
  return [reason, ...reasons].filter(Boolean).join('; ');
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
