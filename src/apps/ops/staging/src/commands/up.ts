import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { z } from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { refuseWhileStopped } from '../database/stopped.ts';
import { refuseWhileDeploying } from '../deploy/mark.ts';
import { EXIT, type ExitCode, StagingError } from '../errors.ts';
import { checkFiles, runStep, sayStep } from '../infrastructure-run.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget, type Target } from '../target/target.ts';
import { sayDone, sayPlans } from '../terragrunt/say.ts';
import { nextStep } from '../terragrunt/waves.ts';

type Options = z.infer<typeof writeOptions>;

export const command = defineCommand({
  describe(command) {
    writes(command).addHelpText(
      'after',
      '\nIt plans first, names each address that it would remove, and asks. Then it applies exactly these plans and\nplans again, until nothing is left to change.\nWhile somebody deploys it says who, and does nothing; so it does when it would change a database that sleeps.',
    );
  },
  options: writeOptions,
  async run(context, options) {
    const { config, io } = context;
    const target = findTarget(config, io, options);
    await checkFiles(context, target);
    await refuseWhileDeploying(new SSMClient(target.clientOptions));
    if (options.dryRun) {
      io.out(sayStep(context, { action: 'apply' }));
      return EXIT.yes;
    }
    const plans = await mkdtemp(join(tmpdir(), 'staging-plans-'));
    try {
      return await applyInWaves(context, target, options, plans);
    } finally {
      await rm(plans, { recursive: true, force: true });
    }
  },
});

/** What one unit's change does to the units that read it shows only in the next plan. More waves than units is no plan. */
const WAVES = 6;

async function applyInWaves(context: Context, target: Target, options: Options, folder: string): Promise<ExitCode> {
  const { io } = context;
  for (let wave = 1; wave <= WAVES; wave += 1) {
    const plansDirectory = join(folder, String(wave));
    const { plans } = await runStep(context, target, { action: 'plan', plansDirectory });
    const next = nextStep(plans);
    if (next.kind === 'clean') {
      io.out(wave === 1 ? 'Nothing to change.' : 'Everything is as it should be.');
      return EXIT.yes;
    }
    for (const line of sayPlans(plans)) io.err(line);
    await refuseWhileStopped(target.clientOptions, plans);
    const removed = Object.values(plans).reduce((sum, plan) => sum + plan.remove.length, 0);
    await confirm(target, io, {
      what: removed > 0 ? `${removed} of these would be removed (- and ±).` : 'This will apply the plans above.',
      yes: options.yes,
      always: removed > 0,
    });
    const done = await runStep(
      context,
      target,
      next.kind === 'exact' ? { action: 'apply', units: next.units, plansDirectory } : { action: 'apply' },
    );
    for (const line of sayDone(done)) io.out(line);
    if (next.kind === 'first') return EXIT.yes;
  }
  throw new StagingError(`After ${WAVES} applies there is still something to change.`, {
    hint: 'staging plan shows what.',
  });
}
