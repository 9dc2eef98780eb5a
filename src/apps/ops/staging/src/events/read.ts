import { DescribeServicesCommand, type ECSClient } from '@aws-sdk/client-ecs';
import { CLUSTER, type Service, serviceName } from '../names.ts';

/** Something that ECS did with a service, in its words. `at` is ISO 8601 in Z. */
export type ServiceEvent = { at: string; service: Service; message: string };

/** What ECS remembers of these services (a hundred events of each), merged by time, the newest last. */
export async function readEvents(ecs: Pick<ECSClient, 'send'>, services: readonly Service[]): Promise<ServiceEvent[]> {
  const { services: found = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: services.map(serviceName) }),
  );
  const events = services.flatMap((service) => {
    const described = found.find(({ serviceName: name }) => name === serviceName(service));
    // ECS tells the newest first; what happened in the same second stays in its order.
    return [...(described?.events ?? [])].reverse().map(({ createdAt, message = '' }) => ({
      at: (createdAt ?? new Date(0)).toISOString(),
      service,
      message: message.replace(/^\(service [^)]*\) /, ''),
    }));
  });
  return events.sort((one, other) => one.at.localeCompare(other.at));
}
