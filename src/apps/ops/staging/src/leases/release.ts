import { DeleteParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { type Lease, parseLeases, type StoredLease } from '@bookmark-manager/schedule';
import { StagingError } from '../errors.ts';
import { leaseId } from './list.ts';
import { sayLease } from './page.ts';

/** A lease to be released; null: nobody can read what it says. */
export type Chosen = { name: string; lease: Lease | null };

/**
 * The leases that people name, by the whole id or by an end of it that only one has.
 * @throws StagingError naming the one that is not there, or not clear
 */
export function chooseLeases(stored: readonly StoredLease[], ids: readonly string[]): Chosen[] {
  const names = ids.map((id) => nameOf(stored, id));
  return [...new Set(names)].map((name) => {
    const found = stored.filter((each) => each.name === name);
    return { name, lease: parseLeases(found).leases[0] ?? null };
  });
}

/** What will happen, one line for each; a hold says what may be broken. */
export function sayRelease(chosen: readonly Chosen[]): string[] {
  return [
    'This will release:',
    ...chosen.map(({ name, lease }) => `  ${lease ? sayOne(lease) : `${leaseId(name)}, which cannot be read`}`),
  ];
}

export function hasHold(chosen: readonly Chosen[]): boolean {
  return chosen.some(({ lease }) => lease?.kind === 'hold');
}

/** Whether a lease comes back by itself: a rehearsal renews its own. */
export function comesBack(chosen: readonly Chosen[]): boolean {
  return chosen.some(({ lease }) => lease?.kind === 'rehearse');
}

export function releaseCommandLine({ name }: Chosen): string {
  return `aws ssm delete-parameter --name '${name}'`;
}

/** Deletes it; one that is gone already is released all the same. */
export async function releaseLease(ssm: Pick<SSMClient, 'send'>, { name }: Chosen): Promise<void> {
  try {
    await ssm.send(new DeleteParameterCommand({ Name: name }));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ParameterNotFound')) throw error;
  }
}

function nameOf(stored: readonly StoredLease[], id: string): string {
  const exact = stored.find(({ name }) => leaseId(name) === id);
  const ending = stored.filter(({ name }) => leaseId(name).endsWith(id));
  const [only] = exact ? [exact] : ending;
  if (only === undefined) throw new StagingError(`There is no lease "${id}".`, { hint: 'staging lease list' });
  if (exact === undefined && ending.length > 1) {
    throw new StagingError(`${ending.length} leases end with "${id}".`, {
      hint: 'Give the whole id: staging lease list',
    });
  }
  return only.name;
}

function sayOne(lease: Lease): string {
  const hold = lease.kind === 'hold' ? ' — a hold: what it keeps awake may still be running, a migration for one' : '';
  return `${sayLease(lease)}${hold}`;
}
