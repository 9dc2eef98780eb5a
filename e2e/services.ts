import { DescribeServicesCommand, ECSClient, ListTasksCommand, type Service } from '@aws-sdk/client-ecs';
import { CLUSTER, clientOptions, serviceName } from './aws.ts';

/** A service as ECS describes it. */
export async function describeService(service: 'web' | 'api'): Promise<Service> {
  const ecs = new ECSClient(clientOptions());
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: [serviceName(service)] }),
  );
  const [found] = services ?? [];
  if (!found) throw new Error(`ECS knows no service ${service}.`);
  return found;
}

/** The ids of a service's tasks that are to run. */
export async function tasksOf(service: 'web' | 'api'): Promise<string[]> {
  const ecs = new ECSClient(clientOptions());
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster: CLUSTER, serviceName: serviceName(service), desiredStatus: 'RUNNING' }),
  );
  return taskArns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)).sort();
}

/** One deployment, completed, with as many running tasks as desired. */
export async function isSteady(service: 'web' | 'api'): Promise<boolean> {
  const { deployments = [], runningCount, desiredCount, pendingCount } = await describeService(service);
  return (
    deployments.length === 1 &&
    deployments[0]?.rolloutState === 'COMPLETED' &&
    runningCount === desiredCount &&
    pendingCount === 0
  );
}
