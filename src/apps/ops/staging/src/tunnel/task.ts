import { hostname, userInfo } from 'node:os';
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { sayTarget } from '@bookmark-manager/sessions';
import { StagingError } from '../errors.ts';
import { CLUSTER, PREFIX, serviceName } from '../names.ts';
import { poll } from '../poll.ts';
import type { ClientOptions } from '../target/target.ts';
import { TAGS } from './left-behind.ts';

/** The family of the task that only waits: it has the API's image and network, and no secret. */
export const FAMILY = `${PREFIX}-tunnel`;

/** A task that waits while a tunnel goes through it; disposing stops it. */
export interface WaitingTask extends AsyncDisposable {
  readonly arn: string;
  /** Its container, as Session Manager names it. */
  readonly sessionTarget: string;
  isAlive(): Promise<boolean>;
}

export type WaitingTaskOptions = {
  client: ClientOptions;
  signal: AbortSignal;
  /** What it is for, as others read it. */
  why: string;
  /** The hold of the same operation: without it the task is left behind. */
  hold: string;
  warn(text: string): void;
};

/** Starts the task and waits until a session can be had with it. @throws StagingError with why it does not start */
export async function startWaitingTask(options: WaitingTaskOptions): Promise<WaitingTask> {
  const { client, signal, warn } = options;
  const ecs = new ECSClient(client);
  const arn = await run(ecs, options);
  const describe = async (): Promise<Task | undefined> =>
    (await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: [arn] }))).tasks?.[0];
  const stop = () =>
    ecs.send(new StopTaskCommand({ cluster: CLUSTER, task: arn, reason: 'The tunnel was closed' })).then(
      () => undefined,
      (error: Error) => warn(`The tunnel's task is left to end by itself: ${error.message}`),
    );
  try {
    const runtimeId = await poll(signal, "the tunnel's task", async () => ready(await describe()), {
      next: GOES_ON,
    });
    const task = arn.slice(arn.lastIndexOf('/') + 1);
    return {
      arn,
      sessionTarget: sayTarget({ cluster: CLUSTER, task, runtimeId }),
      isAlive: async () => (await describe())?.lastStatus === 'RUNNING',
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const GOES_ON = 'Its task was stopped again; nothing is left behind.';

async function run(ecs: ECSClient, { why, hold }: WaitingTaskOptions): Promise<string> {
  const service = serviceName('api');
  const { services } = await ecs.send(new DescribeServicesCommand({ cluster: CLUSTER, services: [service] }));
  const networkConfiguration = services?.[0]?.networkConfiguration;
  if (networkConfiguration === undefined)
    throw new StagingError('Nothing is applied here yet.', { hint: 'staging up' });
  const { tasks, failures } = await ecs.send(
    new RunTaskCommand({
      cluster: CLUSTER,
      taskDefinition: FAMILY,
      launchType: 'FARGATE',
      networkConfiguration,
      enableExecuteCommand: true,
      startedBy: 'staging db',
      tags: [
        { key: TAGS.why, value: why },
        { key: TAGS.by, value: userInfo().username },
        { key: TAGS.machine, value: hostname() },
        { key: TAGS.process, value: String(process.pid) },
        { key: TAGS.hold, value: hold },
      ],
    }),
  );
  const arn = tasks?.[0]?.taskArn;
  if (arn === undefined)
    throw new StagingError(`The tunnel's task could not be started: ${failures?.[0]?.reason ?? 'no task'}.`);
  return arn;
}

/** Its container's runtime id once the agent in it can be reached. @throws StagingError when it has stopped */
function ready(task: Task | undefined): string | undefined {
  const [container] = task?.containers ?? [];
  if (task?.lastStatus === 'STOPPED') throw notStarted(task.stoppedReason ?? container?.reason ?? 'it stopped');
  const agent = container?.managedAgents?.find(({ name }) => name === 'ExecuteCommandAgent');
  return task?.lastStatus === 'RUNNING' && agent?.lastStatus === 'RUNNING' ? container?.runtimeId : undefined;
}

function notStarted(reason: string): StagingError {
  if (reason.includes('CannotPullContainer')) {
    return new StagingError("There is no image of the API yet, and the tunnel's task is made of it.", {
      hint: 'Build and push one first: staging deploy api',
    });
  }
  return new StagingError(`The tunnel's task does not start: ${reason}.`, { hint: 'staging tasks' });
}
