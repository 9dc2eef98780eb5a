import type { MicroUsd } from '@bookmark-manager/prices';
import type { Item } from './model.ts';
import { type Range, sum } from './range.ts';

/** Some items of an estimate under one name. */
export type Group = { name: string; items: readonly Item[]; microUsd: Range<MicroUsd> };

/** Items by what `nameOf` says, the dearest group first. */
export function groupBy(items: readonly Item[], nameOf: (item: Item) => string): Group[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return [...groups]
    .map(([name, members]) => ({ name, items: members, microUsd: sum(members.map(({ microUsd }) => microUsd)) }))
    .toSorted((one, other) => other.microUsd.expected - one.microUsd.expected || (one.name < other.name ? -1 : 1));
}

/** What some items cost as expected. */
export function expectedOf(items: readonly Item[]): MicroUsd {
  return items.reduce((total, { microUsd }) => total + microUsd.expected, 0);
}
