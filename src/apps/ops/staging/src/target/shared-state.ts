import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { Target } from './target.ts';

/**
 * On a runner of CI a state beside the units would be gone with the runner, and the next run would make everything again.
 * @throws StagingError there, on the real account, unless env.hcl keeps the state in S3
 */
export async function refuseLostState(
  config: Pick<Config, 'unitsDirectory' | 'environment'>,
  target: Pick<Target, 'kind'>,
): Promise<void> {
  const onRunner = ['true', '1'].includes(config.environment.CI ?? '');
  if (!onRunner || target.kind !== 'aws') return;
  const file = join(config.unitsDirectory, 'env.hcl');
  const backend = backendIn(await readFile(file, 'utf8'));
  if (backend === 's3') return;
  throw new StagingError(
    `The state is kept ${backend === 'local' ? 'beside the units' : 'nobody knows where'} (${file}), and this runner forgets it.`,
    {
      hint: 'Move it to S3 from a machine that has it, and commit what that says: infra/terraform/envs/staging/README.md, "State".',
    },
  );
}

/** The backend that the team chose in env.hcl; undefined when it does not say so in one line. */
export function backendIn(envHcl: string): string | undefined {
  const found = [...envHcl.matchAll(/^[ \t]*backend[ \t]*=[ \t]*"([^"]*)"[ \t]*(?:#.*)?$/gm)];
  return found.length === 1 ? found[0]?.[1] : undefined;
}
