import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseShapes } from '@bookmark-manager/schedule';
import type { Context } from '../command.ts';
import type { Config } from '../config.ts';
import { usageError } from '../errors.ts';
import { checkFiles } from '../infrastructure-run.ts';
import { type RehearsalTarget, rehearsalTarget } from '../target/target.ts';
import { findTools } from '../terragrunt/tools.ts';
import { lock } from './lock.ts';
import { choosePorts, type Ports, type TakenPort } from './ports.ts';
import { makeDirectory, pythonOf } from './preconditions.ts';
import { writeTfvars } from './tfvars.ts';

export type Prepared = { target: RehearsalTarget; python: string; ports: Ports; taken: TakenPort[] };

/**
 * Looks at everything that can be wrong before anything is started, and locks the rehearsal's folder.
 * @throws StagingError, InvalidSettings with one sentence about the first that is
 */
export async function prepare(context: Context, running: DisposableStack): Promise<Prepared> {
  const { config } = context;
  const directory = config.rehearsalDirectory;
  const python = pythonOf(findTools(config));
  await makeDirectory(directory);
  running.use(lock(directory));
  await checkShape(config);
  await writeTfvars(directory);
  const { ports, taken } = await choosePorts(directory);
  const target = rehearsalTarget(config, describe(config, ports));
  await checkFiles(context, target);
  return { target, python, ports, taken };
}

/** What `run.json` will say; whether limits are enforced shows only when the world is started. */
function describe(config: Config, ports: Ports): RehearsalTarget['run'] {
  const endpoint = `http://127.0.0.1:${ports.relay}`;
  return {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    endpoint,
    door: `http://127.0.0.1:${ports.door}`,
    picture: `${endpoint}/_rehearsal/picture`,
    limits: { enforced: true },
    ...(config.environment.STAGING_SHAPE ? { shape: config.environment.STAGING_SHAPE } : {}),
  };
}

/** Terraform would name a shape that is not there only after minutes. */
async function checkShape({ unitsDirectory, environment }: Config): Promise<void> {
  const name = environment.STAGING_SHAPE;
  if (!name) return;
  const { shapes } = parseShapes(await readFile(join(unitsDirectory, 'shapes.json'), 'utf8'));
  if (name in shapes) return;
  const [first] = Object.keys(shapes);
  throw usageError(
    `STAGING_SHAPE is "${name}", and shapes.json has no such shape.`,
    `It has ${Object.keys(shapes).join(', ')}: STAGING_SHAPE=${first} npm start`,
  );
}
