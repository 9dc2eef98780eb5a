import { DescribeTasksCommand, type ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { DescribeParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { describeRevision } from '../deploy/next.ts';
import { describeService } from '../deploy/picture.ts';
import { CLUSTER, PARAMETERS, SERVICES, type Service, serviceName } from '../names.ts';

type Clients = { ecs: ECSClient; ssm: SSMClient };

/** A service whose tasks began before a secret of theirs was changed: they have the one before. */
export type OldSecrets = { service: Service; names: string[] };

/** The services that run with older secrets than SSM has. @throws StagingError when nothing is applied */
export async function findOldSecrets({ ecs, ssm }: Clients): Promise<OldSecrets[]> {
  const found = SERVICES.map(async (service) => {
    const secrets = await secretsOf(ecs, service);
    const since = secrets.length === 0 ? undefined : await oldestStart(ecs, service);
    if (since === undefined) return [];
    const names = (await changedAt(ssm, secrets)).filter(({ at }) => at > since).map(({ name }) => name);
    return names.length === 0 ? [] : [{ service, names }];
  });
  return (await Promise.all(found)).flat();
}

/** In a sentence, with what to type. */
export const sayOld = ({ service, names }: OldSecrets): string =>
  `${service} runs with an older ${names.join(' and ')} than SSM has: staging deploy ${service} --restart`;

async function oldestStart(ecs: ECSClient, service: Service): Promise<Date | undefined> {
  const request = new ListTasksCommand({ cluster: CLUSTER, serviceName: serviceName(service) });
  const { taskArns = [] } = await ecs.send(request);
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: taskArns }));
  const starts = tasks.flatMap(({ startedAt }) => startedAt ?? []);
  return starts.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** The names of the parameters that a service's tasks are given. */
async function secretsOf(ecs: ECSClient, service: Service): Promise<string[]> {
  const { taskDefinition = '' } = await describeService(ecs, service);
  const { containerDefinitions = [] } = await describeRevision(ecs, taskDefinition);
  return containerDefinitions.flatMap(({ secrets = [] }) =>
    secrets.map(({ valueFrom = '' }) => `${PARAMETERS}/${valueFrom.slice(valueFrom.lastIndexOf('/') + 1)}`),
  );
}

async function changedAt(ssm: SSMClient, names: readonly string[]): Promise<{ name: string; at: Date }[]> {
  const filter = { Key: 'Name', Option: 'Equals', Values: [...names] };
  const { Parameters = [] } = await ssm.send(new DescribeParametersCommand({ ParameterFilters: [filter] }));
  return Parameters.flatMap(({ Name = '', LastModifiedDate: at }) =>
    at === undefined ? [] : [{ name: Name.slice(Name.lastIndexOf('/') + 1), at }],
  );
}
