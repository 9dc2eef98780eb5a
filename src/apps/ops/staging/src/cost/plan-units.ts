import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plan, type Resource, readPlans } from '@bookmark-manager/cost';
import { parsePlan } from '@bookmark-manager/plan';
import type { Context } from '../command.ts';
import { interrupted, isStagingError, StagingError } from '../errors.ts';
import { loadLibrary } from '../rehearse/library.ts';
import { lock } from '../rehearse/lock.ts';
import { makeDirectory, pythonOf } from '../rehearse/preconditions.ts';
import { writeTfvars } from '../rehearse/tfvars.ts';
import { rehearsalEnvironment } from '../target/environment.ts';
import { writeShellFiles } from '../target/files.ts';
import { runTerragrunt } from '../terragrunt/run.ts';
import { sayFailure } from '../terragrunt/say.ts';
import { findTools } from '../terragrunt/tools.ts';
import { createView } from '../terragrunt/view.ts';

/** Plans units of a shape from nothing: what each would make. */
export type PlanUnits = (shape: string, units: readonly string[]) => Promise<Record<string, readonly Resource[]>>;

/** The folder of what estimates need: an emulator's log, caches, plans. */
export const costDirectory = ({ config }: Context): string => join(config.rehearsalDirectory, 'cost');

const NEEDED_MIB = 200;

/**
 * An empty emulator of its own, and Terragrunt planning against it: neither a rehearsal nor an account is asked. Disposing it ends
 * the emulator.
 * @throws StagingError where a tool is missing, or another command plans there
 */
export async function openPlanning(context: Context): Promise<AsyncDisposable & { plan: PlanUnits }> {
  const { config, io } = context;
  const directory = costDirectory(context);
  const tools = findTools(config);
  const { startEmpty } = await loadLibrary();
  await using opening = new AsyncDisposableStack();
  await makeDirectory(directory, NEEDED_MIB);
  opening.use(alone(directory));
  await writeTfvars(directory);
  await writeShellFiles(directory, tools);
  const { endpoint } = opening.use(await startEmpty({ directory, python: pythonOf(tools) }));
  const opened = opening.move();
  const plan: PlanUnits = async (shape, units) => {
    io.err(`Planning ${shape} from nothing: ${units.join(', ')}`);
    const env = rehearsalEnvironment(config.environment, { endpoint, directory, tools, backend: 'local', shape });
    const plansDirectory = await mkdtemp(join(directory, 'plans-'));
    try {
      using view = createView(io);
      const result = await runTerragrunt({
        ...{
          action: 'plan',
          env,
          directory: config.unitsDirectory,
          terragrunt: tools.terragrunt,
          units,
          plansDirectory,
        },
        logFile: join(directory, 'logs', `terragrunt-${shape}.log`),
        signal: io.signal,
        onProgress: (progress) => view.update(progress),
      });
      if (result.outcome === 'interrupted') throw interrupted('Interrupted; nothing was changed.');
      if (result.outcome === 'failed') throw new StagingError(sayFailure(result).join('\n'));
      return Object.fromEntries(await Promise.all(units.map((unit) => resourcesOf(plansDirectory, unit))));
    } finally {
      await rm(plansDirectory, { recursive: true, force: true });
    }
  };
  return { plan, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

function alone(directory: string): Disposable {
  try {
    return lock(directory);
  } catch (cause) {
    if (!isStagingError(cause)) throw cause;
    throw new StagingError(`Another command plans in ${directory}.`, {
      hint: 'Type it again when that one has ended: what it planned is kept.',
      cause,
    });
  }
}

async function resourcesOf(directory: string, unit: string): Promise<readonly [string, Plan['resources']]> {
  const json = await readFile(join(directory, unit, 'tfplan.json'), 'utf8');
  return [unit, readPlans({ [unit]: parsePlan(json) }).resources];
}
