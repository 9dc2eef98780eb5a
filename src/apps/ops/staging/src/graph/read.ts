import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import { toolSettings } from '../target/environment.ts';
import { findTools } from '../terragrunt/tools.ts';
import { type Graph, parseGraph } from './graph.ts';

/** Terragrunt's, so that what is drawn is what is applied. */
export const FIND = ['find', '--dag', '--dependencies', '--json'] as const;

/** Reads the units' files; nothing needs to run, and no account is asked. */
export async function readGraph(config: Config): Promise<Graph> {
  const tools = findTools(config);
  // An address where nobody answers: only reading of another kind would try it, and fail at once.
  const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', STAGING_BACKEND: 'local' };
  const env = { ...config.environment, ...toolSettings(tools), ...nowhere, TG_NO_COLOR: 'true' };
  try {
    const { stdout } = await promisify(execFile)(tools.terragrunt, [...FIND], { cwd: config.unitsDirectory, env });
    return parseGraph(stdout);
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause);
    throw new StagingError(`Terragrunt cannot read the units: ${said.split('\n').at(-1)}`, {
      hint: 'cd infra/terraform/envs/staging && terragrunt hcl validate',
      cause,
    });
  }
}
