import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClean, type PlanSummary } from '@bookmark-manager/plan';
import * as z from 'zod';
import type { Context } from '../command.ts';
import { EXIT, interrupted, isStagingError, StagingError } from '../errors.ts';
import { runStep } from '../infrastructure-run.ts';
import { toolSettings } from '../target/environment.ts';
import type { Target } from '../target/target.ts';
import { listUnits, type RunResult, runTerragrunt } from '../terragrunt/run.ts';
import { findTools } from '../terragrunt/tools.ts';

export type Infrastructure = { context: Context; target: Target; onStart(group: number): Disposable };

/**
 * Whether an earlier start applied everything and it is still there.
 * @throws StagingError naming a state that is damaged: Terraform could neither read nor replace it
 */
export async function isApplied({ context: { config } }: Pick<Infrastructure, 'context'>): Promise<boolean> {
  const { rehearsalDirectory: directory } = config;
  const units = await listUnits(config.unitsDirectory);
  const held = units.map((unit) => holdsSomething(join(directory, 'state', unit, 'terraform.tfstate'), directory));
  return existsSync(mark(directory)) && held.every(Boolean);
}

/** Applies all units, or goes on with what was interrupted. @throws StagingError with the failing unit's own error */
export async function applyAll(infrastructure: Infrastructure): Promise<void> {
  const file = mark(infrastructure.context.config.rehearsalDirectory);
  rmSync(file, { force: true });
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
  const plans = Object.entries(result.plans).map(([unit, plan]) => ({ unit, plan }));
  return { outcome, seconds, changes: plans.filter(({ plan }) => !isClean(plan)) };
}

export type Proof = Pick<RunResult, 'outcome' | 'seconds'> & { changes: { unit: string; plan: PlanSummary }[] };

const mark = (directory: string) => join(directory, 'applied');

const state = z.object({ resources: z.array(z.unknown()) });

/** An empty file is no state, for Terraform too. */
function holdsSomething(file: string, directory: string): boolean {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text === '') return false;
  try {
    return state.parse(JSON.parse(text)).resources.length > 0;
  } catch (cause) {
    throw new StagingError(`${file} is damaged: it is no state of Terraform.`, {
      hint: `Put its terraform.tfstate.backup in its place, or move ${directory} away to begin with an empty environment.`,
      cause,
    });
  }
}
