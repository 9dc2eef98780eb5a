import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseShapes } from '@bookmark-manager/schedule';
import type { Context } from './command.ts';
import { interrupted, StagingError } from './errors.ts';
import { toolSettings } from './target/environment.ts';
import type { Target } from './target/target.ts';
import { forgetPlan, keepPlan } from './terragrunt/kept-plan.ts';
import { type RunOptions, type RunResult, runTerragrunt, terragruntArguments } from './terragrunt/run.ts';
import { sayFailure } from './terragrunt/say.ts';
import { findTools } from './terragrunt/tools.ts';
import { createView } from './terragrunt/view.ts';
import { lockedError, lockOf } from './tfstate/locked.ts';
import { refuseLostState } from './tfstate/runner.ts';
import { allowListOf, readTfvars } from './tfvars/file.ts';

export type Step = Pick<RunOptions, 'action' | 'units' | 'plansDirectory' | 'onStart'> & {
  /** What to type after an interruption; `staging up` or `staging down` unless given. */
  resume?: string;
};

/**
 * Runs one step of Terragrunt on a target and shows how far it is.
 * @throws StagingError with the failing unit's own error, when the user interrupts, or where the state would be lost
 */
export async function runStep({ config, io }: Context, target: Target, step: Step): Promise<RunResult> {
  await refuseLostState(config, target);
  const logFile = join(config.rehearsalDirectory, 'logs', `terragrunt-${step.action}.log`);
  const tools = findTools(config);
  // Whatever comes of it: what an earlier plan said does not hold any more.
  if (step.action !== 'plan') await forgetPlan(config, target.kind);
  using view = createView(io);
  const result = await runTerragrunt({
    ...step,
    env: { ...target.environment, ...toolSettings(tools) },
    directory: config.unitsDirectory,
    terragrunt: tools.terragrunt,
    logFile,
    signal: io.signal,
    onProgress: (progress) => view.update(progress),
  });
  if (result.outcome === 'interrupted') {
    const next = step.resume ?? `staging ${step.action === 'destroy' ? 'down' : 'up'}`;
    if (result.lost.length === 0) throw interrupted(`Interrupted; the states are whole.`, `${next} goes on from here.`);
    throw interrupted(
      `Interrupted while AWS was still to answer for ${result.lost.join(', ')}.`,
      `${next} goes on from here. If it then says that one of them exists already: docs/runbook.md, "exists already".`,
    );
  }
  if (result.outcome === 'failed') {
    const lock = lockOf(result);
    if (lock) throw lockedError(lock, config.unitsDirectory);
    throw new StagingError(sayFailure(result).join('\n'), { hint: `Every line of the run: ${logFile}` });
  }
  if (step.action === 'plan' && step.units === undefined) await keepPlan(config, target.kind, result.plans, new Date());
  return result;
}

/** The call that a step makes, for `--dry-run`: to be typed after `eval "$(npx staging env)"`, or with AWS credentials. */
export function sayStep({ config }: Context, step: Step): string {
  return `cd ${config.unitsDirectory} && terragrunt ${terragruntArguments(step).join(' ')}`;
}

/**
 * Looks at the files that people write before minutes are spent on them.
 * @throws StagingError, InvalidSettings with one sentence
 */
export async function checkFiles({ config }: Context, target: Target): Promise<void> {
  parseShapes(await readFile(join(config.unitsDirectory, 'shapes.json'), 'utf8'));
  const allowed = allowListOf(await readTfvars(target.tfvars), target.tfvars);
  if (allowed.length > 0 || target.environment.STAGING_ALLOWED_CIDR_BLOCKS) return;
  const flag = target.kind === 'aws' ? ' --aws' : '';
  throw new StagingError(`${target.tfvars} lets nobody in.`, {
    hint: `Put this machine's address there: staging configure${flag}`,
  });
}
