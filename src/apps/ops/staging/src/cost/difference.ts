import { type Estimate, estimate, groupBy, hoursOf } from '@bookmark-manager/cost';
import { priceList } from '@bookmark-manager/prices';
import type { Config } from '../config.ts';
import { usageError } from '../errors.ts';
import { readUsage } from './ask.ts';
import { type Planned, sideOf, sliceOf } from './planned.ts';

/** What plans change about the cost of a month. Nothing applied costs nothing. */
export type Difference = { month: string; before: Estimate | null; after: Estimate; changes: Change[] };

/** What a resource costs now and then, in micro-dollars as expected. */
export type Change = { unit: string; address: string; before: number; after: number };

export async function differenceOf(config: Config, planned: Planned, month: string): Promise<Difference> {
  const usage = await readUsage(config);
  const [was, will] = [sliceOf(planned, 'before'), sliceOf(planned, 'after')];
  if (will === null)
    throw usageError('The plans do not say when the environment sleeps: the plan of compute is missing.');
  const now = sideOf(planned, 'before');
  const before =
    now.resources.length === 0 ? null : estimate(now, priceList(), hoursOf(was ?? will, month, usage), usage);
  const after = estimate(sideOf(planned, 'after'), priceList(), hoursOf(will, month, usage), usage);
  return { month, before, after, changes: changesOf(before, after) };
}

/** Those that change by a tenth of a cent or more, the greatest first. */
function changesOf(before: Estimate | null, after: Estimate): Change[] {
  const [was, will] = [costs(before), costs(after)];
  return [...new Set([...was.keys(), ...will.keys()])]
    .map((key) => {
      const [unit = '', address = ''] = key.split(/ (.*)/s);
      return { unit, address, before: was.get(key) ?? 0, after: will.get(key) ?? 0 };
    })
    .filter((change) => Math.abs(change.after - change.before) >= 1000)
    .toSorted((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before));
}

function costs(estimate: Estimate | null): Map<string, number> {
  const groups = groupBy(estimate?.items ?? [], ({ unit, address }) => `${unit} ${address}`);
  return new Map(groups.map(({ name, microUsd }) => [name, microUsd.expected]));
}
