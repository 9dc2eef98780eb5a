import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { DatabaseEngine } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { applyPlanned } from '../apply-planned.ts';
import { type Context, defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { refuseWhileStopped } from '../database/stopped.ts';
import { refuseWhileDeploying } from '../deploy/mark.ts';
import { EXIT, type ExitCode, StagingError, usageError } from '../errors.ts';
import { checkFiles, runStep, sayStep } from '../infrastructure-run.ts';
import { confirmLoss, forgetMigrations } from '../life/lose.ts';
import { refuseRestoreOver, restoring } from '../life/restore.ts';
import { renewTasks } from '../secrets/renew.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget, type Target } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { sayDone, sayPlans } from '../terragrunt/say.ts';
import { nextStep } from '../terragrunt/waves.ts';
import { readyBackend } from '../tfstate/ready.ts';
import { refuseUnrecorded } from '../unrecorded/refuse.ts';

const options = writeOptions.extend({
  restore: z.string().optional(),
  planned: z.string().optional(),
  lose: z.string().optional(),
});
/** `engine`: of the snapshot that is restored. */
type Waves = z.infer<typeof options> & { engine: DatabaseEngine | undefined };

export const command = defineCommand({
  describe(command) {
    writes(command)
      .option('--planned <folder>', 'apply exactly what `staging plan --keep <folder>` planned, and nothing else')
      .option('--restore <snapshot>', 'make the database of this snapshot (its name, or latest)')
      .option('--lose <database>', 'destroy this database where the plans do (its name; --yes says nothing about that)')
      .addHelpText(
        'after',
        '\nIt plans first, names each address that it would remove, and asks. Then it applies exactly these plans and\nplans again, until nothing is left to change.\nWhile somebody deploys it says who, and does nothing; so it does when it would change a database that sleeps.\nBefore a database is destroyed with its rows it asks for its name. Tasks that run with a secret from before are replaced.\n\nExamples:\n  staging up\n  staging up --aws --restore latest\n  staging up --aws --yes --lose bookmark-manager-staging-db\n  staging up --aws --planned plans --yes',
      );
  },
  options,
  async run(context, options) {
    const { config, io } = context;
    if (options.planned !== undefined && options.restore !== undefined)
      throw usageError('Give --planned or --restore, not both.');
    const found = findTarget(config, io, options);
    await checkFiles(context, found);
    await refuseWhileDeploying(new SSMClient(found.clientOptions));
    const restored = options.restore === undefined ? undefined : await restoring(found, io, options.restore);
    const target = restored?.target ?? found;
    const kept = options.planned === undefined ? {} : { plansDirectory: resolve(options.planned) };
    if (options.dryRun) {
      const { TF_VAR_snapshot_identifier: snapshot } = target.environment;
      const variable = snapshot === undefined ? '' : `export TF_VAR_snapshot_identifier=${snapshot} && `;
      io.out(`${variable}${sayStep(context, { action: 'apply', ...kept })}`);
      return EXIT.yes;
    }
    await readyBackend(context, target, options.yes);
    if (kept.plansDirectory) return applyPlanned(context, target, { ...options, folder: kept.plansDirectory });
    const plans = await mkdtemp(join(tmpdir(), 'staging-plans-'));
    try {
      return await applyInWaves(context, target, { ...options, engine: restored?.engine }, plans);
    } finally {
      await rm(plans, { recursive: true, force: true });
    }
  },
});

/** What one unit's change does to the units that read it shows only in the next plan. More waves than units is no plan. */
const WAVES = 6;

async function applyInWaves(context: Context, target: Target, options: Waves, folder: string): Promise<ExitCode> {
  const { io } = context;
  for (let wave = 1; wave <= WAVES; wave += 1) {
    const plansDirectory = join(folder, String(wave));
    const { plans } = await runStep(context, target, { action: 'plan', plansDirectory });
    if (wave === 1 && options.engine !== undefined) refuseRestoreOver(plans, options.engine);
    const next = nextStep(plans);
    if (next.kind === 'clean') {
      io.out(wave === 1 ? 'Nothing to change.' : 'Everything is as it should be.');
      return EXIT.yes;
    }
    await refuseUnrecorded(context, target, plans);
    for (const line of sayPlans(plans)) io.err(line);
    await refuseWhileStopped(target.clientOptions, plans);
    const { now } = await worldTime(target);
    const loses = await confirmLoss(target, io, plans, { lose: options.lose, now });
    const removed = Object.values(plans).reduce((sum, plan) => sum + plan.remove.length, 0);
    await confirm(target, io, {
      what: removed > 0 ? `${removed} of these would be removed (- and ±).` : 'This will apply the plans above.',
      yes: options.yes,
      always: removed > 0,
    });
    if (loses) await forgetMigrations(target);
    // A database whose making is interrupted is made again: without the snapshot it would begin empty.
    const resume = options.restore === undefined ? {} : { resume: `staging up --restore ${options.restore}` };
    const exact = next.kind === 'exact' ? { units: next.units, plansDirectory } : {};
    const done = await runStep(context, target, { action: 'apply', ...exact, ...resume });
    for (const line of sayDone(done)) io.out(line);
    await renewTasks(target, io, plans);
    if (loses) io.err('The database is new and empty. Next: staging db migrate');
    if (next.kind === 'first') return EXIT.yes;
  }
  throw new StagingError(`After ${WAVES} applies there is still something to change.`, {
    hint: 'staging plan shows what.',
  });
}
