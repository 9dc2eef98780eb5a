import { DeleteParameterCommand, GetParametersByPathCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import {
  type Lease,
  type LeaseChange,
  leaseParameter,
  parseLeases,
  type StoredLease,
  serializeLease,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';

type Ssm = Clients['ssm'];

/** Every lease of the environment, and a sentence for each that cannot be read. */
export async function readLeases(ssm: Ssm, prefix: string): Promise<{ leases: Lease[]; problems: string[] }> {
  const stored: StoredLease[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(
      new GetParametersByPathCommand({
        Path: leaseParameter(prefix),
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const { Name, Value } of page.Parameters ?? []) stored.push({ name: Name ?? '', value: Value ?? '' });
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return parseLeases(stored);
}

/** Stores what changes, and clears away the leases that have ended: they decide nothing any more. */
export async function writeLeases(
  ssm: Ssm,
  prefix: string,
  change: LeaseChange,
  ended: readonly Lease[],
): Promise<void> {
  const { put, remove } = change;
  if (put)
    await ssm.send(
      new PutParameterCommand({ Name: leaseParameter(prefix, put.id), Value: serializeLease(put), Type: 'String' }),
    );
  for (const { id } of new Set([...remove, ...ended])) await deleteLease(ssm, leaseParameter(prefix, id));
}

/** One that somebody else has just deleted is gone all the same. */
async function deleteLease(ssm: Ssm, name: string): Promise<void> {
  try {
    await ssm.send(new DeleteParameterCommand({ Name: name }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ParameterNotFound')) throw error;
  }
}
