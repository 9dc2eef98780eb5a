import { hostname } from 'node:os';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { type Lease, parseLeases, say } from '@bookmark-manager/schedule';
import { PARAMETERS } from '../names.ts';
import { processIsAlive } from '../target/run-file.ts';
import { readStoredLeases } from './read.ts';

/** One line for each hold that nobody renews any more: what its command did, until when it holds, and how it is released. */
export async function tellLeftHolds(ssm: SSMClient, now: Date, warn: (text: string) => void): Promise<void> {
  // Whoever is about to hold goes on without knowing.
  const stored = await readStoredLeases(ssm, PARAMETERS).catch(() => []);
  const here = { machine: hostname(), isAlive: processIsAlive };
  for (const { id, by, why, until } of leftHolds(parseLeases(stored).leases, now, here))
    warn(
      `${by} held it awake (${why}), and that command is gone: it holds until ${say(until)}, or until staging lease release ${id}`,
    );
}

/** Who asks: only a process of this machine can be looked at. */
type Here = { machine: string; isAlive(pid: number): boolean };

/** The holds of this machine whose process is gone. */
export function leftHolds(leases: readonly Lease[], now: Date, { machine, isAlive }: Here): Lease[] {
  return leases.filter(
    ({ heldBy, until }) => heldBy !== undefined && until > now && heldBy.machine === machine && !isAlive(heldBy.pid),
  );
}
