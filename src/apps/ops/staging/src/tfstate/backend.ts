import { existsSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { Target } from '../target/target.ts';
import { writeAtomically } from '../tfvars/file.ts';
import { BACKENDS, type Backend } from './place.ts';

/**
 * Where the target keeps its states. The real account: what env.hcl says, which is committed. The rehearsal: what its own
 * folder remembers, so that a rehearsal never edits a committed file.
 */
export async function backendOf(
  config: Pick<Config, 'unitsDirectory' | 'rehearsalDirectory'>,
  target: Pick<Target, 'kind'>,
): Promise<Backend> {
  if (target.kind === 'rehearsal') return rehearsedBackend(config.rehearsalDirectory);
  return backendIn(await readFile(envFile(config), 'utf8'));
}

/** What a rehearsal's folder remembers; states are local until they are moved. */
export function rehearsedBackend(directory: string): Backend {
  return existsSync(remembered(directory)) && readFileSync(remembered(directory), 'utf8').trim() === 's3'
    ? 's3'
    : 'local';
}

/** Says from now on where the states are. */
export async function switchBackend(config: Config, target: Pick<Target, 'kind'>, to: Backend): Promise<void> {
  if (target.kind === 'aws') {
    const file = envFile(config);
    await writeAtomically(file, withBackend(await readFile(file, 'utf8'), to));
  } else if (to === 's3') await writeAtomically(remembered(config.rehearsalDirectory), 's3\n');
  else await rm(remembered(config.rehearsalDirectory), { force: true });
}

export const envFile = (config: Pick<Config, 'unitsDirectory'>): string => join(config.unitsDirectory, 'env.hcl');

const remembered = (directory: string) => join(directory, 'backend');

const LINE = /^(\s*backend\s*=\s*)"([^"\n]*)"/m;

/** @throws StagingError when env.hcl does not say it on a line of its own */
export function backendIn(hcl: string): Backend {
  const said = LINE.exec(hcl)?.[2];
  const backend = BACKENDS.find((each) => each === said);
  if (backend) return backend;
  throw new StagingError(
    `env.hcl does not say where the state is kept (found ${said ? `"${said}"` : 'no such line'}).`,
    {
      hint: 'Write a line backend = "local" or backend = "s3" into its locals.',
    },
  );
}

export function withBackend(hcl: string, to: Backend): string {
  return hcl.replace(LINE, (_, before: string) => `${before}"${to}"`);
}
