import { hostname, userInfo } from 'node:os';
import {
  DescribeTasksCommand,
  type ECSClient,
  ListTasksCommand,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { DeleteParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { leaseParameter, parseLeases } from '@bookmark-manager/schedule';
import { readStoredLeases } from '../leases/read.ts';
import { CLUSTER, PARAMETERS } from '../names.ts';

/** What a tunnel's task says of who started it. */
export const TAGS = { why: 'Why', by: 'By', machine: 'Machine', process: 'Process', hold: 'Hold' } as const;

/** Who asks: a process of this user on this machine can be looked at. */
export type Here = { user: string; machine: string; isAlive(pid: number): boolean };

export type LeftBehind = { arn: string; hold: string; by: string };

/** Tasks whose tunnel is over: their process is gone, or the hold that it kept is. `holds` are the ids of those that hold. */
export function findLeftBehind(tasks: readonly Task[], holds: ReadonlySet<string>, here: Here): LeftBehind[] {
  return tasks.flatMap(({ taskArn: arn = '', tags = [] }) => {
    const tag = (key: string) => tags.find((one) => one.key === key)?.value ?? '';
    const hold = tag(TAGS.hold);
    const isOurs = tag(TAGS.machine) === here.machine && tag(TAGS.by) === here.user;
    const isOver = !holds.has(hold) || (isOurs && !here.isAlive(Number(tag(TAGS.process))));
    return isOver ? [{ arn, hold, by: tag(TAGS.by) }] : [];
  });
}

/** Stops what was left behind by a command that was killed, and releases its hold. Returns what it found. */
export async function endLeftBehind(
  { ecs, ssm }: { ecs: ECSClient; ssm: SSMClient },
  family: string,
  now: Date,
): Promise<LeftBehind[]> {
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: CLUSTER, family }));
  if (taskArns.length === 0) return [];
  const [{ tasks = [] }, stored] = await Promise.all([
    ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns, include: ['TAGS'] })),
    readStoredLeases(ssm, PARAMETERS),
  ]);
  const { leases } = parseLeases(stored);
  const holds = new Set(leases.filter(({ until }) => until > now).map(({ id }) => id));
  const found = findLeftBehind(tasks, holds, { user: userInfo().username, machine: hostname(), isAlive });
  for (const { arn, hold } of found) {
    await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task: arn, reason: 'Its tunnel was left behind' }));
    if (holds.has(hold))
      await ssm.send(new DeleteParameterCommand({ Name: leaseParameter(PARAMETERS, hold) })).catch(() => undefined);
  }
  return found;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
