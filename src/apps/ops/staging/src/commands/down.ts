import { RDSClient } from '@aws-sdk/client-rds';
import * as z from 'zod';
import { type Context, defineCommand } from '../command.ts';
import { writeOptions, writes } from '../command-options.ts';
import { describeDatabase } from '../database/described.ts';
import { EXIT, StagingError, usageError } from '../errors.ts';
import { runStep, sayStep } from '../infrastructure-run.ts';
import { keepDestroyable } from '../life/destroyable.ts';
import { ENGINE_CALLS } from '../life/engine-calls.ts';
import { type Losses, readLosses, sayLosses } from '../life/losses.ts';
import { findRest, type Rest } from '../life/rest.ts';
import { snapshotName, takeSnapshot } from '../life/snapshots.ts';
import { confirm } from '../target/confirm.ts';
import { findTarget, type Target } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { sayDone } from '../terragrunt/say.ts';
import { backendOf } from '../tfstate/backend.ts';
import { openPlace } from '../tfstate/open.ts';
import { findExisting } from '../unrecorded/find.ts';

const options = writeOptions.extend({ snapshot: z.boolean().optional(), all: z.boolean().default(false) });
type Options = z.infer<typeof options>;

export const command = defineCommand({
  describe(command) {
    writes(command)
      .option('--snapshot', 'keep the rows in a last snapshot of the database (it is woken for it)')
      .option('--no-snapshot', 'keep nothing of the database')
      .option(
        '--all',
        'also remove what Terraform did not make: parameters, older snapshots, logs, the bucket of the states',
      )
      .addHelpText(
        'after',
        '\nIt says what is lost, and asks. What it leaves behind it lists.\n\nExamples:\n  staging down --snapshot\n  staging up --restore latest\n  staging down --no-snapshot --all --yes',
      );
  },
  options,
  async run(context, given) {
    const { config, io } = context;
    const target = findTarget(config, io, given);
    const { now } = await worldTime(target);
    const last = snapshotName(now);
    if (given.dryRun) {
      if (given.snapshot) {
        const database = await describeDatabase(new RDSClient(target.clientOptions));
        io.out(ENGINE_CALLS[database?.engine ?? 'rds'].sayTakeSnapshot(last));
      }
      io.out(sayStep(context, { action: 'destroy' }));
      return EXIT.yes;
    }
    const losses = await readLosses(target);
    const kept = (await wantsSnapshot(context, target, given, losses)) ? last : undefined;
    const what = [...sayLosses(losses, kept, now), sayRestBefore(given.all)].join('\n');
    await confirm(target, io, { what, yes: given.yes, always: true });
    if (kept) io.out(`The rows are in the snapshot ${await takeSnapshot(target, io, kept)}.`);
    await using _ = await keepDestroyable(target, io, losses.database);
    for (const line of sayDone(await runStep(context, target, { action: 'destroy' }))) io.out(line);
    await refuseLeftStanding(target);
    const states = await openPlace(config, target, await backendOf(config, target));
    const rest = await findRest(target, states);
    for (const line of await (given.all ? removeRest(rest, kept) : sayRest(rest))) io.out(line);
    if (kept) io.err('To have them back: staging up --restore latest');
    return EXIT.yes;
  },
});

/** Asks when nobody has said it; a script on the real account has to say it. */
async function wantsSnapshot({ io }: Context, target: Target, given: Options, { database }: Losses): Promise<boolean> {
  if (!database) return false;
  if (given.snapshot !== undefined) return given.snapshot;
  if (given.yes) {
    if (target.kind === 'rehearsal') return false;
    throw usageError('Are the rows of the database to be kept?', 'Add --snapshot or --no-snapshot.');
  }
  const answer = await io.ask('Keep the rows in a last snapshot of the database? Type "yes" or "no": ');
  if (answer === undefined)
    throw usageError('Nobody is here to be asked.', 'Add --snapshot or --no-snapshot, and --yes.');
  const said = answer.trim().toLowerCase();
  if (said !== 'yes' && said !== 'no')
    throw usageError(`"${answer.trim()}" is neither yes nor no. Nothing was changed.`);
  return said === 'yes';
}

/** @throws StagingError naming what is there after a destroy: its state knew nothing of it */
async function refuseLeftStanding(target: Target): Promise<void> {
  const standing = await findExisting(target);
  if (standing.length === 0) return;
  const lines = standing.map(({ unit, what, id }) => `  ${unit}: ${what} ${id}`);
  throw new StagingError(['This still stands, because the state knows nothing of it:', ...lines].join('\n'), {
    hint: 'Is that the right backend, account and checkout? staging tfstate show; docs/adopt.md says how it is adopted.',
  });
}

const sayRestBefore = (all: boolean) =>
  all
    ? 'And what Terraform did not make: all parameters (MONGODB_URI, NOTICE_WEBHOOK too), older snapshots, logs, the bucket of the states.'
    : 'Left behind, and listed afterwards: what people put into SSM (MONGODB_URI, NOTICE_WEBHOOK), leases, snapshots, the bucket of the states.';

function sayRest(rest: readonly Rest[]): string[] {
  if (rest.length === 0) return ['Nothing is left.'];
  const lines = rest.flatMap(({ kind, names }) => names.map((name) => `  ${kind}: ${name}`));
  return ['Left behind (staging down --all removes them):', ...lines];
}

/** The snapshot that was just taken stays. */
async function removeRest(rest: readonly Rest[], kept: string | undefined): Promise<string[]> {
  const lines: string[] = [];
  for (const { kind, names, remove } of rest) {
    const unwanted = names.filter((name) => name !== kept);
    if (unwanted.length > 0) await remove(unwanted);
    lines.push(...unwanted.map((name) => `- ${kind}: ${name}`));
  }
  return lines;
}
