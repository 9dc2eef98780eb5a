import { DescribeTasksCommand, type ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { DescribeParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { CLUSTER, PARAMETERS, SERVICES, type Service, serviceName } from '../names.ts';
import { describeRevision } from './next.ts';
import { describeService } from './picture.ts';

/** One sentence for each service whose tasks began before a secret of theirs was changed: they have the one before. */
export async function oldSecrets({ ecs, ssm }: { ecs: ECSClient; ssm: SSMClient }): Promise<string[]> {
  const told = SERVICES.map(async (service) => {
    const [since, secrets] = await Promise.all([oldestStart(ecs, service), secretsOf(ecs, service)]);
    if (since === undefined || secrets.length === 0) return [];
    const newer = (await changedAt(ssm, secrets)).filter(({ at }) => at > since).map(({ name }) => name);
    if (newer.length === 0) return [];
    return [`${service} runs with an older ${newer.join(' and ')} than SSM has: staging deploy ${service} --restart`];
  });
  return (await Promise.all(told)).flat();
}

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
