import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isClean, parsePlan } from '@bookmark-manager/plan';
import type { Context } from '../command.ts';
import { EXIT, interrupted, isStagingError, StagingError } from '../errors.ts';
import { checkFiles, runStep } from '../infrastructure-run.ts';
import type { Service } from '../names.ts';
import type { Target } from '../target/target.ts';

const UNITS = ['compute'];
const FILE = 'infra/terraform/envs/staging/compute/terragrunt.hcl';

/**
 * Makes sure that an apply of compute will do nothing but roll an image out: the unit is applied as this checkout says, and no
 * image is typed into it.
 * @throws StagingError that says what is in the way
 */
export async function checkCompute(context: Context, target: Target, services: readonly Service[]): Promise<void> {
  await checkFiles(context, target);
  const plansDirectory = await mkdtemp(join(tmpdir(), 'staging-plans-'));
  try {
    // It only reads: whoever holds the lock need not be waited for.
    const { plans } = await step(context, withArguments(target, 'plan', '-lock=false'), 'plan', plansDirectory);
    const { variables } = parsePlan(await readFile(join(plansDirectory, 'compute', 'tfplan.json'), 'utf8'));
    const typed = services.find((service) => typeof variables[`${service}_image`]?.value === 'string');
    if (typed !== undefined) {
      throw new StagingError(`The image of ${typed} is typed into ${FILE}: ${variables[`${typed}_image`]?.value}.`, {
        hint: `It wins over whatever is deployed. Write ${typed}_image = null there, or apply that one: staging up`,
      });
    }
    const plan = plans.compute;
    if (plan && isClean(plan)) return;
    const changes = plan
      ? [...plan.add, ...plan.change, ...plan.remove.map(({ address }) => address), ...plan.outputs]
      : [];
    throw new StagingError(
      `Compute is not as this checkout says (${few(changes)}): a deployment would apply that too.`,
      {
        hint: 'Apply it first, or take the newest commit: staging plan, staging up',
      },
    );
  } finally {
    await rm(plansDirectory, { recursive: true, force: true });
  }
}

/**
 * Applies compute alone: Terraform registers the revision of what is deployed and updates the service. `refresh`: look first
 * what is there, as after a deployment that was cut short; else that was looked at a moment ago.
 */
export async function applyCompute(context: Context, target: Target, { refresh }: { refresh: boolean }): Promise<void> {
  const flags = ['-lock-timeout=5m', ...(refresh ? [] : ['-refresh=false'])];
  await step(context, withArguments(target, 'apply', flags.join(' ')), 'apply');
}

/** An interruption leaves the deployment half done: the next one knows. */
async function step(context: Context, target: Target, action: 'plan' | 'apply', plansDirectory?: string) {
  try {
    return await runStep(context, target, { action, units: UNITS, ...(plansDirectory ? { plansDirectory } : {}) });
  } catch (error) {
    if (!(isStagingError(error) && error.exitCode === EXIT.interrupted)) throw error;
    throw interrupted(error.message, 'staging deploy goes on from here, whoever types it.');
  }
}

function withArguments(target: Target, action: string, value: string): Target {
  return { ...target, environment: { ...target.environment, [`TF_CLI_ARGS_${action}`]: value } };
}

const few = (names: readonly string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
