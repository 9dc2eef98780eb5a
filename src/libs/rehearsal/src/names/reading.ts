import {
  GetInstancesHealthStatusCommand,
  paginateListInstances,
  paginateListNamespaces,
  paginateListServices,
} from '@aws-sdk/client-servicediscovery';
import type { Clients } from '../aws.ts';

/** A Cloud Map service of a private DNS namespace. */
export type NamedService = {
  /** `api.bookmark-manager-staging.internal` */
  name: string;
  instances: Instance[];
};

/** Instances without a port can't be reached by a forwarder and are left out. */
export type Instance = { id: string; address: string; port: number; healthy: boolean };

/** What the names part reads of the emulator; the boundary that tests stand in for. */
export interface Reading {
  services(): Promise<NamedService[]>;
}

export function createReading({ serviceDiscovery: client }: Pick<Clients, 'serviceDiscovery'>): Reading {
  return {
    async services() {
      const namespaces = await collect(paginateListNamespaces({ client }, {}), (page) => page.Namespaces);
      const dns = namespaces.filter(({ Type }) => Type === 'DNS_PRIVATE');
      const found = await Promise.all(
        dns.map(async ({ Id = '', Name }) => {
          const Filters = [{ Name: 'NAMESPACE_ID' as const, Values: [Id], Condition: 'EQ' as const }];
          const services = await collect(paginateListServices({ client }, { Filters }), (page) => page.Services);
          return services.map((service) => ({ id: service.Id ?? '', name: `${service.Name}.${Name}` }));
        }),
      );
      return Promise.all(
        found.flat().map(async ({ id, name }) => ({ name, instances: await readInstances(client, id) })),
      );
    },
  };
}

async function readInstances(client: Clients['serviceDiscovery'], serviceId: string): Promise<Instance[]> {
  const found = await collect(paginateListInstances({ client }, { ServiceId: serviceId }), (page) => page.Instances);
  if (found.length === 0) return [];
  const { Status = {} } = await client.send(new GetInstancesHealthStatusCommand({ ServiceId: serviceId }));
  return found.flatMap(({ Id: id = '', Attributes = {} }) => {
    const { AWS_INSTANCE_IPV4: address, AWS_INSTANCE_PORT: port } = Attributes;
    return address && port ? [{ id, address, port: Number(port), healthy: Status[id] !== 'UNHEALTHY' }] : [];
  });
}

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}
