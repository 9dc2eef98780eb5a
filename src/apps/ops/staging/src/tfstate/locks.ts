import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { StagingError } from '../errors.ts';
import type { Io } from '../io.ts';
import { type LockInfo, sayHolder } from './lock-info.ts';
import type { S3Place } from './s3-place.ts';

export type Locks = AsyncDisposable;

const DOING = 'staging tfstate migrate';

/** Who asks, and how a lock that a dead process of this machine left behind is told from one that is held. */
export type Holder = { who: string; pid: number; isAlive(pid: number): boolean };

export const thisProcess: Holder = {
  who: `${userInfo().username}@${hostname()}`,
  pid: process.pid,
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
  },
};

/**
 * Takes the units' locks, as Terraform would, until it is disposed: no plan or apply changes a state that is on its way.
 * @throws StagingError naming who holds one, since when, and how it is freed
 */
export async function takeLocks(
  place: S3Place,
  units: readonly string[],
  io: Pick<Io, 'err'>,
  holder: Holder = thisProcess,
): Promise<Locks> {
  await using taken = new AsyncDisposableStack();
  for (const unit of units) {
    await take(place, unit, io, holder);
    taken.defer(() => place.unlock(unit));
  }
  const kept = taken.move();
  return { [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** Does some work while it holds the units' locks. @throws as `takeLocks` */
export async function underLocks<T>(
  place: S3Place,
  units: readonly string[],
  io: Pick<Io, 'err'>,
  work: () => Promise<T>,
): Promise<T> {
  await using _ = await takeLocks(place, units, io);
  // Returned without waiting, the work would go on without its locks.
  return await work();
}

async function take(place: S3Place, unit: string, io: Pick<Io, 'err'>, holder: Holder): Promise<void> {
  const info = JSON.stringify(infoOf(place.where(unit), holder));
  if (await place.lock(unit, info)) return;
  const other = await place.holder(unit);
  if (other && isLeftBehind(other, holder)) {
    io.err(`${unit}: a migration that was killed here left its lock behind; it goes on now.`);
    await place.unlock(unit);
  }
  if (await place.lock(unit, info)) return;
  const now = await place.holder(unit);
  throw new StagingError(
    `${unit} is locked by ${now ? sayHolder(now, new Date()) : 'somebody'}. Nothing was changed.`,
    {
      hint: `Wait until that ends. If it is dead: ${freeCommand(place.where(unit))}`,
    },
  );
}

/** Frees what runs left behind that cannot go on. Only for who knows that nobody works there. */
export async function freeLocks(place: S3Place, units: readonly string[]): Promise<void> {
  for (const unit of units) if (await place.holder(unit)) await place.unlock(unit);
}

/** Removes a lock without asking Terraform, which may not know this place yet. */
export const freeCommand = (state: string): string => `aws s3 rm ${state}.tflock`;

function infoOf(state: string, { who, pid }: Holder): LockInfo {
  const Path = state.replace('s3://', '');
  const Created = new Date().toISOString();
  return { ID: randomUUID(), Operation: DOING, Info: `${DOING}, process ${pid}`, Who: who, Version: '', Created, Path };
}

export function isLeftBehind({ Who, Info }: LockInfo, { who, isAlive }: Holder): boolean {
  const pid = new RegExp(`^${DOING}, process (\\d+)$`).exec(Info)?.[1];
  return Who === who && pid !== undefined && !isAlive(Number(pid));
}
