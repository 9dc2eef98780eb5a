import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Context } from '../command.ts';
import { checkFiles, runStep } from '../infrastructure-run.ts';
import { findTarget } from '../target/target.ts';
import { listUnits } from '../terragrunt/run.ts';
import { type Planned, readPlanned } from './planned.ts';

/** The plans of a folder; without one, of the target, made now. Disposing it removes what was made. */
export async function planned(
  context: Context,
  { planned: folder, aws }: { planned?: string | undefined; aws: boolean },
): Promise<AsyncDisposable & { planned: Planned }> {
  const units = await listUnits(context.config.unitsDirectory);
  if (folder !== undefined)
    return { planned: await readPlanned(resolve(folder), units), [Symbol.asyncDispose]: async () => {} };
  const target = findTarget(context.config, context.io, { aws });
  await checkFiles(context, target);
  const plansDirectory = await mkdtemp(join(tmpdir(), 'staging-cost-'));
  const remove = () => rm(plansDirectory, { recursive: true, force: true });
  try {
    await runStep(context, target, { action: 'plan', plansDirectory });
    return { planned: await readPlanned(plansDirectory, units), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
