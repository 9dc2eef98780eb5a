import type { PlanSummary } from '@bookmark-manager/plan';
import { type Infrastructure, planAll } from './infrastructure.ts';
import type { Screen } from './screen.ts';

/** Plans all units beside what runs, and says whether nothing is left to change. */
export async function prove(infrastructure: Infrastructure, screen: Screen, signal: AbortSignal): Promise<void> {
  const { outcome, seconds, changes } = await planAll(infrastructure, signal);
  if (outcome === 'interrupted') return;
  if (outcome === 'failed') screen.note('Plan', 'could not be made: staging plan says why');
  else if (changes.length === 0) screen.done('Proved', `a plan of all units is empty (${seconds.toFixed(0)} s)`);
  else screen.note('Plan', `not empty, staging up applies it (${changes.map(sayChange).join('; ')})`);
}

/** What a unit's plan would do, in a few words. */
export function sayChange({
  unit,
  plan: { add, change, remove, outputs },
}: {
  unit: string;
  plan: PlanSummary;
}): string {
  const counts = [
    [add.length, 'to add'],
    [change.length, 'to change'],
    [remove.length, 'to remove'],
    [outputs.length, 'other outputs'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${unit}: ${told.join(', ')}`;
}
