import type { Context } from './command.ts';
import { refuseWhileStopped } from './database/stopped.ts';
import { EXIT, type ExitCode, StagingError } from './errors.ts';
import { runStep } from './infrastructure-run.ts';
import { confirmLoss, forgetMigrations } from './life/lose.ts';
import { confirm } from './target/confirm.ts';
import type { Target } from './target/target.ts';
import { worldTime } from './target/time.ts';
import { readKeptPlans } from './terragrunt/kept-plans.ts';
import { sayDone, sayPlans } from './terragrunt/say.ts';
import { nextStep } from './terragrunt/waves.ts';
import { refuseUnrecorded } from './unrecorded/refuse.ts';

/**
 * Applies what somebody has looked at already, and nothing else. Terraform itself refuses a plan that is older than the state.
 * @throws StagingError when there are no plans, or when they were made on stand-ins
 */
export async function applyPlanned(
  context: Context,
  target: Target,
  { yes, lose, folder }: { yes: boolean; lose?: string | undefined; folder: string },
): Promise<ExitCode> {
  const { io } = context;
  const plans = await readKeptPlans(folder);
  const next = nextStep(plans);
  if (next.kind === 'clean') {
    io.out('Nothing to change.');
    return EXIT.yes;
  }
  if (next.kind === 'first') {
    throw new StagingError('A unit was never applied, so those that read it were planned on stand-ins.', {
      hint: 'The first apply makes its plans itself: staging up',
    });
  }
  await refuseUnrecorded(context, target, plans);
  for (const line of sayPlans(plans)) io.err(line);
  await refuseWhileStopped(target.clientOptions, plans);
  const { now } = await worldTime(target);
  const loses = await confirmLoss(target, io, plans, { lose, now });
  const removed = Object.values(plans).some(({ remove }) => remove.length > 0);
  await confirm(target, io, { what: `This will apply exactly the plans in ${folder}.`, yes, always: removed });
  if (loses) await forgetMigrations(target);
  const step = { action: 'apply', units: next.units, plansDirectory: folder } as const;
  for (const line of sayDone(await runStep(context, target, step))) io.out(line);
  if (loses) io.err('The database is new and empty. Next: staging db migrate');
  io.out('What only this apply made visible is in the next plan: staging plan');
  return EXIT.yes;
}
