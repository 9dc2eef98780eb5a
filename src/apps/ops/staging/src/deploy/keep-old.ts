import {
  DescribeTasksCommand,
  type ECSClient,
  ListTasksCommand,
  type Task,
  UpdateTaskProtectionCommand,
} from '@aws-sdk/client-ecs';
import type { Io } from '../io.ts';
import { CLUSTER, type Service, serviceName } from '../names.ts';
import { pause } from '../text/duration.ts';
import { describeService } from './picture.ts';

/** ECS lifts it by itself after this, should nobody do it before. */
const PROTECTED_MINUTES = 30;
/**
 * Cloud Map says of a task that it is healthy 30 s after ECS has told it so, and a little more
 * (https://docs.aws.amazon.com/cloud-map/latest/api/API_HealthCheckCustomConfig.html).
 */
const KNOWN_AFTER_MS = 35_000;
const EVERY_MS = 1_500;

/**
 * Keeps a service's old tasks while new ones are rolled out, until Cloud Map knows that the new ones are healthy. ECS itself waits for
 * the tasks' own health only, and takes an old one out of Cloud Map as soon as a new one has it: a gateway that asks Cloud Map alone
 * would find nobody in between. Where a load balancer asks the tasks itself nothing is kept. Dispose it when the rollout has ended.
 */
export async function keepOld(
  { ecs, io, everyMs = EVERY_MS, knownAfterMs = KNOWN_AFTER_MS }: KeepOptions,
  service: Service,
): Promise<AsyncDisposable> {
  const { loadBalancers = [], serviceRegistries = [], desiredCount = 0 } = await describeService(ecs, service);
  const isFoundByNameAlone = loadBalancers.length === 0 && serviceRegistries.length > 0;
  const old = isFoundByNameAlone ? await runningTasks(ecs, service) : [];
  if (old.length === 0) return { [Symbol.asyncDispose]: async () => undefined };
  const protect = (protectionEnabled: boolean) =>
    setProtection(ecs, old, protectionEnabled).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      if (protectionEnabled) io.err(`  ${service}: its old tasks may end before the new ones are found: ${why}`);
    });
  await protect(true);
  const ending = new AbortController();
  const following = untilKnown().then(() => protect(false));
  return {
    async [Symbol.asyncDispose]() {
      ending.abort();
      await following;
    },
  };

  /** Resolves when the new tasks have been healthy for long enough, or when nobody waits any more. */
  async function untilKnown(): Promise<void> {
    let since: number | undefined;
    while (!ending.signal.aborted) {
      const fresh = (await describeTasks(ecs, service).catch(() => [])).filter(
        ({ taskArn, healthStatus }) => healthStatus === 'HEALTHY' && !old.includes(taskArn ?? ''),
      );
      since = fresh.length >= desiredCount ? (since ?? Date.now()) : undefined;
      if (since !== undefined && Date.now() - since >= knownAfterMs) return;
      await pause(everyMs, ending.signal);
    }
  }
}

export type KeepOptions = {
  ecs: ECSClient;
  io: Pick<Io, 'err'>;
  /** Real milliseconds between two looks. */
  everyMs?: number;
  knownAfterMs?: number;
};

/** ECS takes ten at once. */
async function setProtection(ecs: ECSClient, tasks: readonly string[], protectionEnabled: boolean): Promise<void> {
  for (let index = 0; index < tasks.length; index += 10) {
    const expires = protectionEnabled ? { expiresInMinutes: PROTECTED_MINUTES } : {};
    const some = { cluster: CLUSTER, tasks: tasks.slice(index, index + 10), protectionEnabled };
    await ecs.send(new UpdateTaskProtectionCommand({ ...some, ...expires }));
  }
}

async function runningTasks(ecs: ECSClient, service: Service): Promise<string[]> {
  const request = { cluster: CLUSTER, serviceName: serviceName(service), desiredStatus: 'RUNNING' as const };
  return (await ecs.send(new ListTasksCommand(request))).taskArns ?? [];
}

async function describeTasks(ecs: ECSClient, service: Service): Promise<Task[]> {
  const tasks = await runningTasks(ecs, service);
  if (tasks.length === 0) return [];
  return (await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks }))).tasks ?? [];
}
