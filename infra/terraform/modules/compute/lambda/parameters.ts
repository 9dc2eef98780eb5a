import { DeleteParameterCommand, GetParametersCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import {
  type Image,
  imageParameter,
  type Memory,
  memoryParameter,
  migrationsParameter,
  parseImage,
  parseMemory,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import type { SchedulerSettings } from './settings.ts';

/** What SSM holds beside the leases. */
export type Stored = {
  /** By service; null: none that can be understood. */
  images: Readonly<Record<string, Image | null>>;
  migration: string | null;
  memory: Memory;
};

/** Reads them in one call. */
export async function readParameters(
  ssm: Clients['ssm'],
  { parameterPrefix, services }: SchedulerSettings,
): Promise<Stored> {
  const imageOf = (name: string) => imageParameter(parameterPrefix, name);
  const Names = [
    ...services.map(({ name }) => imageOf(name)),
    migrationsParameter(parameterPrefix),
    memoryParameter(parameterPrefix),
  ];
  const answer = await ssm.send(new GetParametersCommand({ Names }));
  const values = new Map((answer.Parameters ?? []).map(({ Name, Value }) => [Name, Value]));
  return {
    images: Object.fromEntries(services.map(({ name }) => [name, parseImage(values.get(imageOf(name)) ?? '')])),
    migration: values.get(migrationsParameter(parameterPrefix)) ?? null,
    memory: parseMemory(values.get(memoryParameter(parameterPrefix))),
  };
}

/** Stores the memory; the newest firing's is kept. */
export async function writeMemory(ssm: Clients['ssm'], prefix: string, memory: Memory): Promise<void> {
  const parameter = { Name: memoryParameter(prefix), Value: JSON.stringify(memory), Type: 'String' } as const;
  await ssm.send(new PutParameterCommand({ ...parameter, Overwrite: true }));
}

/** False when it was there already: of two that create it at once one does. */
export async function createParameter(ssm: Clients['ssm'], Name: string, Value: string): Promise<boolean> {
  try {
    await ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: false }));
    return true;
  } catch (error) {
    if (isNamed(error, 'ParameterAlreadyExists')) return false;
    throw error;
  }
}

/** False when it was gone already: of two that delete it at once one does. */
export async function deleteParameter(ssm: Clients['ssm'], Name: string): Promise<boolean> {
  try {
    await ssm.send(new DeleteParameterCommand({ Name }));
    return true;
  } catch (error) {
    if (isNamed(error, 'ParameterNotFound')) return false;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
