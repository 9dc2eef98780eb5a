import type { DescribedDatabase } from '../database/described.ts';
import type { Io } from '../io.ts';
import { takeHold } from '../leases/hold.ts';
import type { Target } from '../target/target.ts';
import { wakeAndWait } from './snapshots.ts';

/** RDS destroys an instance in its sleep, and no cluster: one that sleeps is woken, and held awake until this is disposed. */
export async function keepDestroyable(
  target: Target,
  io: Io,
  database: Pick<DescribedDatabase, 'engine' | 'status'> | null,
): Promise<AsyncDisposable | undefined> {
  if (database?.engine !== 'aurora-serverless-v2' || database.status === 'available') return undefined;
  const warn = (text: string) => io.err(text);
  const hold = await takeHold(target, { why: 'destroys the database', only: 'database', warn });
  try {
    await wakeAndWait(target, io, 'because a cluster that is stopped cannot be destroyed');
    return hold;
  } catch (error) {
    await hold[Symbol.asyncDispose]();
    throw error;
  }
}
