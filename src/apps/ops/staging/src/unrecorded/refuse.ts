import type { PlanSummary } from '@bookmark-manager/plan';
import type { Context } from '../command.ts';
import { StagingError } from '../errors.ts';
import type { Target } from '../target/target.ts';
import { backendOf } from '../tfstate/backend.ts';
import { findUnrecorded, type Unrecorded } from './find.ts';

/**
 * Stops an apply that would make a second environment, or trip over the first, because its state knows nothing of it: the
 * wrong backend, account or folder, or a state that was lost.
 * @throws StagingError naming what exists, where the state was looked for, and what to do
 */
export async function refuseUnrecorded(
  context: Context,
  target: Target,
  plans: Record<string, PlanSummary>,
): Promise<void> {
  const found = await findUnrecorded(target, plans);
  if (found.length === 0) return;
  const [message, hint] = sayUnrecorded(found, await sayPlace(context, target));
  throw new StagingError(message, { hint });
}

/** The same as a warning, where nothing is applied. */
export async function warnOfUnrecorded(
  context: Context,
  target: Target,
  plans: Record<string, PlanSummary>,
): Promise<void> {
  const found = await findUnrecorded(target, plans);
  if (found.length === 0) return;
  const [message, hint] = sayUnrecorded(found, await sayPlace(context, target));
  context.io.err(`! ${message}\n  → ${hint}`);
}

export type PlaceOfStates = { backend: string; flag: string };

async function sayPlace({ config }: Context, target: Target): Promise<PlaceOfStates> {
  return { backend: await backendOf(config, target), flag: target.kind === 'aws' ? ' --aws' : '' };
}

export function sayUnrecorded(found: readonly Unrecorded[], { backend, flag }: PlaceOfStates): [string, string] {
  const units = [...new Set(found.map(({ unit }) => unit))];
  const lines = found.map(({ unit, what, id, address }) => `  ${unit}: ${what} ${id} (${address})`);
  const imports = found.map(
    ({ unit, address, id }) =>
      `  cd infra/terraform/envs/staging/${unit} && terragrunt run -- import '${address}' ${id}`,
  );
  return [
    [
      'This is there already, and the state knows nothing of it: an apply would make it again.',
      ...lines,
      `The state of ${units.join(', ')} was looked for in ${backend === 's3' ? 'S3' : 'local files'} (backend = "${backend}").`,
    ].join('\n'),
    [
      `Is that the right backend, account and checkout? staging tfstate show${flag}`,
      'If the state is lost, or an apply was killed, adopt what is there (docs/adopt.md):',
      ...imports,
    ].join('\n'),
  ];
}
