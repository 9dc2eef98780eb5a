import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { CLUSTER, PREFIX, SERVICES, type Service, serviceName } from '../names.ts';
import { isSecretName, type SecretName } from './names.ts';

type Ecs = Pick<ECSClient, 'send'>;

/** Which tasks are given which secrets, by the task definitions: web, api, migrate. */
export async function readUsers(ecs: Ecs): Promise<Map<SecretName, string[]>> {
  const described = await runningDefinitions(ecs);
  const kinds = [...described, { kind: 'migrate', taskDefinition: `${PREFIX}-migrate` }];
  const users = new Map<SecretName, string[]>();
  await Promise.all(
    kinds.map(async ({ kind, taskDefinition }) => {
      for (const name of await secretsOf(ecs, taskDefinition)) {
        if (isSecretName(name)) users.set(name, [...(users.get(name) ?? []), kind].sort());
      }
    }),
  );
  return users;
}

/** Has ECS replace the tasks of a service, one after the other: new ones start with the secrets of now. */
export async function replaceTasks(ecs: Ecs, service: Service): Promise<void> {
  await ecs.send(
    new UpdateServiceCommand({ cluster: CLUSTER, service: serviceName(service), forceNewDeployment: true }),
  );
}

export const replaceCommandLine = (service: Service): string =>
  `aws ecs update-service --cluster ${CLUSTER} --service ${serviceName(service)} --force-new-deployment`;

async function runningDefinitions(ecs: Ecs): Promise<{ kind: string; taskDefinition: string }[]> {
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: SERVICES.map(serviceName) }),
  );
  return SERVICES.flatMap((kind) => {
    const taskDefinition = services.find(({ serviceName: name }) => name === serviceName(kind))?.taskDefinition;
    return taskDefinition ? [{ kind, taskDefinition }] : [];
  });
}

/** None of a task definition that is not there. */
async function secretsOf(ecs: Ecs, taskDefinition: string): Promise<string[]> {
  try {
    const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    const containers = found.taskDefinition?.containerDefinitions ?? [];
    return containers.flatMap(({ secrets = [] }) => secrets.flatMap(({ name }) => name ?? []));
  } catch (error) {
    if (error instanceof Error && error.name === 'ClientException') return [];
    throw error;
  }
}
