import { DescribeTasksCommand, type ECSClient, RunTaskCommand, StopTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { interrupted, StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import { CLUSTER, type Service } from '../names.ts';
import { pause } from '../text/duration.ts';
import { registerNext } from './next.ts';
import { describeService, type SeenTask, seenTask } from './picture.ts';

const EVERY_MS = 1500;
/** The container's own check gives up long before; what lasts longer never got a place to run. */
const LIMIT_MS = 15 * 60_000;

export type CanaryOptions = {
  ecs: ECSClient;
  service: Service;
  image: string;
  io: Pick<Io, 'err' | 'signal'>;
  everyMs?: number;
};

/**
 * Starts one task of an image in its service's network, without the service, and waits until it answers its health check (its
 * own /health). Nobody is sent to it. It is stopped in any case.
 * @returns null when it is healthy, else the task that is not
 */
export async function tryCanary({
  ecs,
  service,
  image,
  io,
  everyMs = EVERY_MS,
}: CanaryOptions): Promise<SeenTask | null> {
  await using next = await registerNext(ecs, service, image);
  await using canary = await startCanary(ecs, service, next.taskDefinition);
  const end = Date.now() + LIMIT_MS;
  let said = '';
  while (!io.signal.aborted) {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: [canary.task] }));
    const [task] = tasks ?? [];
    if (task?.healthStatus === 'HEALTHY') return null;
    const line = lineOf(task);
    if (line !== said) io.err(`  ${service}: ${line}`);
    said = line;
    if (task && (task.lastStatus === 'STOPPED' || task.healthStatus === 'UNHEALTHY')) return unhealthy(task);
    if (Date.now() > end) throw new StagingError(`The canary of ${service} is not healthy after 15 minutes: ${line}.`);
    await pause(everyMs, io.signal);
  }
  throw interrupted(`Interrupted while the canary of ${service} was tried: nothing was changed.`);
}

/** In the service's own network, stopped when it is disposed. */
async function startCanary(
  ecs: ECSClient,
  service: Service,
  taskDefinition: string,
): Promise<AsyncDisposable & { task: string }> {
  const { networkConfiguration, capacityProviderStrategy } = await describeService(ecs, service);
  const { tasks, failures } = await ecs.send(
    new RunTaskCommand({
      cluster: CLUSTER,
      taskDefinition,
      networkConfiguration,
      ...(capacityProviderStrategy?.length ? { capacityProviderStrategy } : { launchType: 'FARGATE' as const }),
      startedBy: 'canary',
    }),
  );
  const task = tasks?.[0]?.taskArn;
  if (task === undefined)
    throw new StagingError(`The canary of ${service} could not be started: ${failures?.[0]?.reason ?? 'no task'}.`);
  return {
    task,
    async [Symbol.asyncDispose]() {
      await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task, reason: 'The canary has done its work' }));
    },
  };
}

function lineOf(task: Task | undefined): string {
  if (task?.lastStatus === 'RUNNING') return 'the canary runs and is being checked';
  return task?.lastStatus === 'STOPPED' ? 'the canary has stopped' : 'the canary starts';
}

/** One that runs without answering has no reason yet: nobody stops a task without a service for that. */
function unhealthy(task: Task): SeenTask {
  const seen = seenTask(task);
  return { ...seen, stopped: seen.stopped ?? 'Task failed container health checks' };
}
