import type { SSMClient } from '@aws-sdk/client-ssm';
import { deploymentParameter } from '@bookmark-manager/schedule';
import { PARAMETERS, SERVICES } from '../names.ts';
import { deleteParameter, readParameters, writeParameter } from '../parameters.ts';
import { type Entry, parseEntry } from './deployment.ts';

/** As many of each service as a repository keeps images: older ones could not be gone back to. */
export const KEPT = 20;

/** Every deployment that is remembered, the newest first. */
export async function readHistory(ssm: SSMClient): Promise<Entry[]> {
  const found = await readParameters(ssm, deploymentParameter(PARAMETERS));
  return newestFirst(found.flatMap(({ value }) => parseEntry(value) ?? []));
}

/** Writes down how a deployment ended, each in a parameter of its own, and forgets the oldest. */
export async function remember(ssm: SSMClient, entry: Entry): Promise<void> {
  await writeParameter(ssm, deploymentParameter(PARAMETERS, entry.id), JSON.stringify(entry));
  for (const { id } of tooMany(await readHistory(ssm))) await deleteParameter(ssm, deploymentParameter(PARAMETERS, id));
}

/** Those that are beyond what is kept of their service. */
export function tooMany(history: readonly Entry[]): Entry[] {
  return SERVICES.flatMap((service) => newestFirst(history.filter((entry) => entry.service === service)).slice(KEPT));
}

const newestFirst = (entries: readonly Entry[]) => entries.toSorted((one, other) => (one.id < other.id ? 1 : -1));
