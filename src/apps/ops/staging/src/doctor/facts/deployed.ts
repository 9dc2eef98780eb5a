import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  type Image,
  imageParameter,
  type Memory,
  memoryParameter,
  migrationsParameter,
  parseImage,
  parseMemory,
} from '@bookmark-manager/schedule';
import { PARAMETERS, SERVICES, type Service } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';

/** What was deployed and migrated last, and what the scheduler remembers. */
export type Deployed = { images: Readonly<Record<Service, Image | null>>; migration: string | null; memory: Memory };

export async function readDeployed(options: ClientOptions): Promise<Deployed> {
  const names = { migration: migrationsParameter(PARAMETERS), memory: memoryParameter(PARAMETERS) };
  const Names = [...SERVICES.map((service) => imageParameter(PARAMETERS, service)), ...Object.values(names)];
  const { Parameters = [] } = await new SSMClient(options).send(new GetParametersCommand({ Names }));
  const readValue = (name: string) => Parameters.find(({ Name }) => Name === name)?.Value;
  const image = (service: Service) => parseImage(readValue(imageParameter(PARAMETERS, service)) ?? '');
  return {
    images: { web: image('web'), api: image('api') },
    migration: readValue(names.migration) ?? null,
    memory: parseMemory(readValue(names.memory)),
  };
}
