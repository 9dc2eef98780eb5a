import type { SSMClient } from '@aws-sdk/client-ssm';
import { ensureImages, type Images } from '../images/ensure.ts';
import type { BringUp } from './bring-up.ts';
import { applyAll, freeLeftLocks, type Infrastructure, isApplied } from './infrastructure.ts';

export type StandUp = Pick<BringUp, 'context' | 'screen'>;

/**
 * Builds the images that are missing while the provider waits for AWS. A failed apply ends the builds; a failed build
 * lets the apply end, which would have to be made anyway. Whichever failed first is thrown.
 */
export async function standUp(options: StandUp, ssm: SSMClient, infrastructure: Infrastructure): Promise<Images> {
  const { context, screen } = options;
  await freeLeftLocks(infrastructure);
  const applied = await isApplied(infrastructure);
  const noUse = new AbortController();
  const signal = AbortSignal.any([context.io.signal, noUse.signal]);
  const building = buildImages(options, ssm, infrastructure, signal);
  const applying = applied ? Promise.resolve() : apply(options, infrastructure);
  const failures: unknown[] = [];
  const noted = [
    building.catch((error: unknown) => {
      failures.push(error);
      if (applied || signal.aborted) return;
      const [what = ''] = String(error instanceof Error ? error.message : error).split('\n');
      screen.note('Images', `${what} … the rest is said when the infrastructure is applied (Ctrl-C: now)`);
    }),
    applying.catch((error: unknown) => {
      failures.push(error);
      noUse.abort();
    }),
  ];
  await Promise.all(noted);
  if (failures.length > 0) throw failures[0];
  return building;
}

function buildImages(
  { context, screen }: StandUp,
  ssm: SSMClient,
  { target, onStart }: Infrastructure,
  signal: AbortSignal,
): Promise<Images> {
  const io = { ...context.io, signal };
  const building = ensureImages(ssm, { context: { ...context, io }, target, onStart });
  return screen.step('Images', building, ({ built }) =>
    built.length > 0 ? `${built.join(', ')} built` : 'as they were',
  );
}

function apply({ screen }: StandUp, infrastructure: Infrastructure): Promise<void> {
  const shape = infrastructure.target.environment.STAGING_SHAPE ?? 'lean';
  return screen.step('Infrastructure', applyAll(infrastructure), () => `six units applied (${shape})`);
}
