import type { Config } from '../config.ts';
import { StagingError } from '../errors.ts';
import type { Target } from '../target/target.ts';
import { backendOf, envFile } from './backend.ts';

/**
 * On a runner of CI a state beside the units would be gone with the runner, and the next run would make everything again.
 * @throws StagingError there, on the real account, unless env.hcl keeps the state in S3
 */
export async function refuseLostState(
  config: Pick<Config, 'unitsDirectory' | 'environment' | 'rehearsalDirectory'>,
  target: Pick<Target, 'kind'>,
): Promise<void> {
  const onRunner = ['true', '1'].includes(config.environment.CI ?? '');
  if (!onRunner || target.kind !== 'aws') return;
  if ((await backendOf(config, target)) === 's3') return;
  throw new StagingError(
    `The state is kept beside the units (${envFile(config)} says so), and this runner forgets it.`,
    {
      hint: 'Move it to S3 from a machine that has it, and commit what that says: infra/terraform/envs/staging/README.md, "State".',
    },
  );
}
