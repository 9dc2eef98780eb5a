import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isClean } from '@bookmark-manager/plan';
import type { Context } from '../command.ts';
import type { Config } from '../config.ts';
import { EXIT, type ExitCode, StagingError } from '../errors.ts';
import { runStep } from '../infrastructure-run.ts';
import { confirm } from '../target/confirm.ts';
import type { Target } from '../target/target.ts';
import { findCaches } from '../terragrunt/caches.ts';
import { listUnits } from '../terragrunt/run.ts';
import { sayPlans } from '../terragrunt/say.ts';
import { backendOf, envFile, switchBackend } from './backend.ts';
import { ensureBucket } from './bucket.ts';
import { sayHolder } from './lock-info.ts';
import { underLocks } from './locks.ts';
import { backUp, copyStates, planMoves, removeMoved } from './moves.ts';
import { openPlaces } from './open.ts';
import type { Backend, Place } from './place.ts';
import { sayDryRun, sayIntention } from './say-migration.ts';

export type Migration = { to: Backend; dryRun: boolean; yes: boolean };

/**
 * Moves the states of all units to another backend. What is done is read from the two places, from nothing else: however
 * it was interrupted, the same call goes on.
 */
export async function migrate(context: Context, target: Target, { to, dryRun, yes }: Migration): Promise<ExitCode> {
  const { config, io } = context;
  const units = await listUnits(config.unitsDirectory);
  const [places, now] = await Promise.all([openPlaces(config, target), backendOf(config, target)]);
  const [source, destination] = to === 's3' ? [places.local, places.s3] : [places.s3, places.local];
  const moves = await planMoves(units, source, destination);
  const intention = { to, now, moves, source, destination, bucket: places.bucket.name, env: envFile(config), target };
  if (dryRun) {
    for (const line of sayDryRun(intention)) io.out(line);
    return EXIT.yes;
  }
  await confirm(target, io, { what: sayIntention(intention).join('\n'), yes, always: false });
  if (to === 's3') await ensureBucket(places.bucket, { onlyTls: target.kind === 'aws' });
  if (now === to && moves.every((move) => !move.source)) {
    io.out(to === 's3' ? `The states are in s3://${places.bucket.name} already.` : 'The states are local already.');
    return EXIT.yes;
  }
  await refuseLocallyLocked(units, places.local);
  // Where no state is there may be no bucket either.
  const locked = moves.some((move) => move.source || move.destination) ? units : [];
  return underLocks(places.s3, locked, io, () => moveAll(context, target, { to, units, source, destination }));
}

/** A local lock belongs to a process of this machine, and is only looked at. */
async function refuseLocallyLocked(units: readonly string[], local: Place): Promise<void> {
  for (const unit of units) {
    const holder = await local.holder(unit);
    if (!holder) continue;
    throw new StagingError(`${unit} is locked by ${sayHolder(holder, new Date())}. Nothing was changed.`, {
      hint: 'Wait until that run has ended: its lock ends with it.',
    });
  }
}

type Way = { to: Backend; units: readonly string[]; source: Place; destination: Place };

async function moveAll(context: Context, target: Target, { to, units, source, destination }: Way): Promise<ExitCode> {
  const { config, io } = context;
  // Looked at again: whoever had the locks before may have changed something.
  const moves = await planMoves(units, source, destination);
  const held = moves.filter((move) => move.source || move.destination);
  const folder = backupFolder(context, target);
  await backUp(moves, source, destination, folder);
  io.signal.throwIfAborted();
  await copyStates(moves, destination);
  await switchBackend(config, target, to);
  await forgetCaches(config);
  if (held.length > 0) await prove(context, target, to);
  await removeMoved(moves, source);
  io.out(
    `${held.length} states are ${to === 's3' ? `in ${destination.where('')}`.replace(/\/\/terraform.*$/, '') : 'local'}.`,
  );
  io.err(`As they were before: ${folder}`);
  const next = target.kind === 'aws' ? sayCommit(relative(config.root, envFile(config)), to) : [TURN];
  for (const line of next) io.err(line);
  return EXIT.yes;
}

/** A plan of every unit must be empty. @throws StagingError saying what is not, and that the old states are kept */
async function prove(context: Context, target: Target, to: Backend): Promise<void> {
  // A cache of its own: one that was made for the former backend, or that somebody plans in just now, knows better.
  const cache = await mkdtemp(join(tmpdir(), 'staging-proof-'));
  try {
    const environment = {
      ...target.environment,
      ...(target.kind === 'rehearsal' ? { STAGING_BACKEND: to } : {}),
      TG_DOWNLOAD_DIR: cache,
      // The locks are ours.
      TF_CLI_ARGS_plan: '-lock=false',
    };
    const resume = `staging tfstate migrate --to ${to}`;
    const { plans } = await runStep(context, { ...target, environment }, { action: 'plan', resume });
    if (Object.values(plans).every(isClean)) return;
    for (const line of sayPlans(plans)) context.io.err(line);
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
  throw new StagingError('The states are moved, and their plans are not empty; the former ones are kept beside them.', {
    hint: `Was that to be changed anyway? staging up, and then staging tfstate migrate --to ${to} once more: it finishes.`,
  });
}

/** Every cache remembers the backend that it was made for, and would refuse the other. */
async function forgetCaches(config: Config): Promise<void> {
  for (const cache of await findCaches(config)) await rm(cache, { recursive: true, force: true });
}

function backupFolder({ config }: Context, target: Target): string {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  return target.kind === 'aws'
    ? join(config.root, '.state-backups', stamp)
    : join(config.rehearsalDirectory, 'state-backups', stamp);
}

const TURN = 'A shell that was turned to the rehearsal before looks where they were: eval "$(npx staging env)"';

const sayCommit = (file: string, to: Backend) => [
  `${file} says backend = "${to}" now. Commit it, so that everybody's plan looks there:`,
  `  git commit -m 'Keep the state ${to === 's3' ? 'in S3' : 'in local files'}' ${file}`,
  'In another checkout, after pulling it: staging clean',
];
