import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClean, type PlanSummary } from '@bookmark-manager/plan';
import type { Context } from '../command.ts';
import { EXIT, interrupted, isStagingError } from '../errors.ts';
import { runStep } from '../infrastructure-run.ts';
import { toolSettings } from '../target/environment.ts';
import type { Target } from '../target/target.ts';
import { keepPlan } from '../terragrunt/kept-plan.ts';
import { listUnits, type RunResult, runTerragrunt } from '../terragrunt/run.ts';
import { findTools } from '../terragrunt/tools.ts';
import { rehearsedBackend } from '../tfstate/backend.ts';
import { freeLocks } from '../tfstate/locks.ts';
import { openBucket, openPlace } from '../tfstate/open.ts';
import { parseState } from '../tfstate/parse.ts';
import type { Place } from '../tfstate/place.ts';
import { readyBackend } from '../tfstate/ready.ts';
import { s3Place } from '../tfstate/s3-place.ts';

export type Infrastructure = { context: Context; target: Target; onStart(group: number): Disposable };

/**
 * Whether an earlier start applied everything and it is still there.
 * @throws StagingError naming a state that is damaged: Terraform could neither read nor replace it
 */
export async function isApplied({ context: { config }, target }: Omit<Infrastructure, 'onStart'>): Promise<boolean> {
  const { rehearsalDirectory: directory } = config;
  if (!existsSync(mark(directory))) return false;
  const place = await openPlace(config, target, rehearsedBackend(directory));
  const held = (await listUnits(config.unitsDirectory)).map((unit) => holdsSomething(place, unit));
  return (await Promise.all(held)).every(Boolean);
}

/** A run that held a lock in the emulator ended with the rehearsal that it worked in: at a start nobody can hold one. */
export async function freeLeftLocks({ context: { config }, target }: Omit<Infrastructure, 'onStart'>): Promise<void> {
  if (rehearsedBackend(config.rehearsalDirectory) === 'local') return;
  await freeLocks(s3Place(await openBucket(target)), await listUnits(config.unitsDirectory));
}

/** Applies all units, or goes on with what was interrupted. @throws StagingError with the failing unit's own error */
export async function applyAll(infrastructure: Infrastructure): Promise<void> {
  const { context, target } = infrastructure;
  const file = mark(context.config.rehearsalDirectory);
  rmSync(file, { force: true });
  await readyBackend(context, target, true);
  await apply(infrastructure);
  writeFileSync(file, '');
}

/** Applies compute alone: the task definitions take the images that are deployed. */
export async function applyCompute(infrastructure: Infrastructure): Promise<void> {
  await apply(infrastructure, ['compute']);
}

/** An interruption ends the rehearsal too: what goes on from there is the next start. */
async function apply({ context, target, onStart }: Infrastructure, units?: readonly string[]): Promise<void> {
  try {
    await runStep(context, target, { action: 'apply', onStart, ...(units ? { units } : {}) });
  } catch (error) {
    if (!(isStagingError(error) && error.exitCode === EXIT.interrupted)) throw error;
    throw interrupted(error.message, 'npm start goes on from here.');
  }
}

/** What a plan of all units would change. Nothing of it is shown. */
export async function planAll({ context, target, onStart }: Infrastructure, signal: AbortSignal): Promise<Proof> {
  const { config } = context;
  const tools = findTools(config);
  const result = await runTerragrunt({
    action: 'plan',
    // Without a lock: whoever types an apply meanwhile need not wait for it.
    env: { ...target.environment, ...toolSettings(tools), TF_CLI_ARGS_plan: '-lock=false' },
    directory: config.unitsDirectory,
    terragrunt: tools.terragrunt,
    logFile: join(config.rehearsalDirectory, 'logs', 'terragrunt-proof.log'),
    signal,
    onStart,
    // Nothing is written, and nobody wants to wait for it.
    graceMs: 300,
  });
  const { outcome, seconds } = result;
  if (outcome === 'succeeded') await keepPlan(config, target.kind, result.plans, new Date());
  const plans = Object.entries(result.plans).map(([unit, plan]) => ({ unit, plan }));
  return { outcome, seconds, changes: plans.filter(({ plan }) => !isClean(plan)) };
}

export type Proof = Pick<RunResult, 'outcome' | 'seconds'> & { changes: { unit: string; plan: PlanSummary }[] };

const mark = (directory: string) => join(directory, 'applied');

async function holdsSomething(place: Place, unit: string): Promise<boolean> {
  const kept = await place.read(unit);
  return kept !== undefined && parseState(kept.text, place.where(unit)).resources.length > 0;
}
