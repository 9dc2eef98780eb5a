import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Config } from '../../config.ts';
import { isStagingError } from '../../errors.ts';
import { findTools, type Tools, which } from '../../terragrunt/tools.ts';

/** A program of this machine: where it is, and the version it says (`''`: it does not say one). */
export type Program = { path: string; version: string };

/** What of the programs that are needed is on this machine; null: it is not. */
export type Machine = {
  terraform: Program | null;
  terragrunt: Program | null;
  aws: Program | null;
  sessionManagerPlugin: Program | null;
  /** What builds images: docker, buildah or podman. */
  builder: Program | null;
};

export async function readMachine(config: Config): Promise<Machine> {
  const path = config.environment.PATH ?? '';
  const known = whatSetupFound(config);
  const first = (...names: string[]) => names.flatMap((name) => which(name, path))[0];
  const [terraform, terragrunt, aws, sessionManagerPlugin] = await Promise.all([
    program(known?.terraform ?? first('terraform'), ['version']),
    program(known?.terragrunt ?? first('terragrunt'), ['--version']),
    program(known?.aws ?? first('aws'), ['--version']),
    program(first('session-manager-plugin'), ['--version']),
  ]);
  const builder = first('docker', 'buildah', 'podman');
  // Its version does not matter, and a docker without its engine takes long to say it.
  return { terraform, terragrunt, aws, sessionManagerPlugin, builder: builder ? { path: builder, version: '' } : null };
}

function whatSetupFound(config: Config): Tools | undefined {
  try {
    return findTools(config);
  } catch (error) {
    if (isStagingError(error)) return undefined;
    throw error;
  }
}

async function program(path: string | undefined, args: string[]): Promise<Program | null> {
  if (path === undefined) return null;
  try {
    const env = { ...process.env, CHECKPOINT_DISABLE: '1' };
    const { stdout, stderr } = await promisify(execFile)(path, args, { timeout: 14_000, env });
    return { path, version: /\d+\.\d+\.\d+(?:\.\d+)?/.exec(stdout + stderr)?.[0] ?? '' };
  } catch {
    return { path, version: '' };
  }
}
