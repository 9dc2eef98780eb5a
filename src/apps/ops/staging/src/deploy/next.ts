import {
  DeregisterTaskDefinitionCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  ListTasksCommand,
  paginateListTaskDefinitions,
  RegisterTaskDefinitionCommand,
  StopTaskCommand,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import { CLUSTER, PREFIX, type Service } from '../names.ts';

/** What is tried before it is deployed: a service, or the migration. */
export type Kind = Service | 'migrate';

/** A revision of its own for an image that is not deployed yet; it goes when it is disposed. */
export type NextRevision = AsyncDisposable & { readonly taskDefinition: string };

/**
 * Registers what is deployed now with another image, in a family of its own: the newest revision of `…-web` is always one that
 * Terraform has made.
 */
export async function registerNext(ecs: ECSClient, kind: Kind, image: string): Promise<NextRevision> {
  const current = await describeRevision(ecs, `${PREFIX}-${kind}`);
  const { taskDefinition } = await ecs.send(new RegisterTaskDefinitionCommand(withImage(current, kind, image)));
  const arn = taskDefinition?.taskDefinitionArn ?? '';
  return {
    taskDefinition: arn,
    async [Symbol.asyncDispose]() {
      await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition: arn }));
    },
  };
}

/** A task definition by its family (the newest revision), or by family and revision. */
export async function describeRevision(ecs: ECSClient, taskDefinition: string): Promise<TaskDefinition> {
  const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  if (found.taskDefinition) return found.taskDefinition;
  throw new Error(`ECS knows no task definition ${taskDefinition}`);
}

/** Takes away what a deployment that was killed has left: tasks and revisions of images that were not deployed. */
export async function endLeftovers(ecs: ECSClient): Promise<void> {
  for (const kind of ['web', 'api', 'migrate'] as const) {
    const family = nextFamily(kind);
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster: CLUSTER, family }));
    // A migration is let to its end: cut short, it would leave the database half migrated.
    for (const task of kind === 'migrate' ? [] : taskArns)
      await ecs.send(new StopTaskCommand({ cluster: CLUSTER, task, reason: 'Its deployment was cut short' }));
    for await (const page of paginateListTaskDefinitions({ client: ecs }, { familyPrefix: family, status: 'ACTIVE' }))
      for (const taskDefinition of page.taskDefinitionArns ?? [])
        await ecs.send(new DeregisterTaskDefinitionCommand({ taskDefinition }));
  }
}

const nextFamily = (kind: Kind) => `${PREFIX}-${kind}-next`;

function withImage(current: TaskDefinition, kind: Kind, image: string) {
  const { networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities, runtimePlatform, volumes } =
    current;
  return {
    family: nextFamily(kind),
    ...{ networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities, runtimePlatform, volumes },
    containerDefinitions: (current.containerDefinitions ?? []).map((container) => ({ ...container, image })),
  };
}
