import { GetParametersByPathCommand } from '@aws-sdk/client-ssm';
import {
  type Lease,
  type LeaseChange,
  leaseParameter,
  parseLeases,
  type StoredLease,
  serializeLease,
} from '@bookmark-manager/schedule';
import type { Clients } from './clients.ts';
import { createParameter, deleteParameter } from './parameters.ts';

type Ssm = Clients['ssm'];

/** Ended leases are kept so long: how often sleep was postponed, and what visits have had of a day, is counted by them. */
const KEPT_MS = 24 * 3_600_000;

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

/** Stores what changes. One that another firing has just stored or deleted is as it should be. */
export async function writeLeases(
  ssm: Ssm,
  prefix: string,
  { put, remove }: Pick<LeaseChange, 'put' | 'remove'>,
): Promise<void> {
  if (put) await createParameter(ssm, leaseParameter(prefix, put.id), serializeLease(put));
  for (const { id } of remove) await deleteParameter(ssm, leaseParameter(prefix, id));
}

/** The leases that ended long ago. */
export function outlived(leases: readonly Lease[], now: Date): Lease[] {
  return leases.filter(({ until }) => now.getTime() - until.getTime() > KEPT_MS);
}
