import type { Store } from '../store.ts';
import { hourOf, partsOf } from './hours.ts';

/** What is used, by its place in the price list. */
export type Usage = { service: string; usageType: string };

/** A quantity of something that one resource used. */
export type Entry = Usage & { resource: string; quantity: number };

/** What was used in one hour of UTC, `2026-12-01T00`. */
export type Hour = { hour: string; entries: Entry[] };

/** What was used, by hour. It lives as long as the emulator's memory does. */
export interface Ledger {
  /** So much of something an hour was used from one moment to another. */
  during(use: Usage & { resource: string }, perHour: number, from: Date, until: Date): void;
  /** So much of something was used at a moment. */
  at(use: Usage & { resource: string }, quantity: number, moment: Date): void;
  /** From now on an hour that is known already is lived again: what it was before counts no more. */
  again(): void;
  /** The hours from one (inclusive) to another (exclusive), in their order. */
  between(from: Date, until: Date): Hour[];
}

type Kept = { turn: number; used: Record<string, number> };

const HOUR_MS = 3_600_000;
/** Cost Explorer looks back thirteen months; hours beyond that go. */
const KEPT_HOURS = 400 * 24;
const SEPARATOR = ' | ';

export function createLedger(store: Pick<Store, 'map'>): Ledger {
  const hours = store.map<Kept>('billing.hours');
  const turns = store.map<number>('billing.turn');
  const turn = () => turns.get('now') ?? 0;

  function add(hour: string, { service, usageType, resource }: Usage & { resource: string }, quantity: number): void {
    if (quantity <= 0) return;
    const known = hours.get(hour);
    const kept = known?.turn === turn() ? known : { turn: turn(), used: {} };
    if (kept !== known) hours.set(hour, kept);
    const key = [service, usageType, resource].join(SEPARATOR);
    kept.used[key] = (kept.used[key] ?? 0) + quantity;
    if (hours.size > KEPT_HOURS) hours.delete([...hours.keys()].sort()[0] ?? '');
  }

  return {
    during(use, perHour, from, until) {
      for (const { hour, ms } of partsOf(from, until)) add(hour, use, (perHour * ms) / HOUR_MS);
    },
    at: (use, quantity, moment) => add(hourOf(moment), use, quantity),
    again: () => void turns.set('now', turn() + 1),
    between(from, until) {
      const [first, end] = [hourOf(from), hourOf(new Date(until.getTime() + HOUR_MS - 1))];
      return [...hours]
        .filter(([hour]) => hour >= first && hour < end)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([hour, { used }]) => ({ hour, entries: Object.entries(used).map(entryOf) }));
    },
  };
}

function entryOf([key, quantity]: [string, number]): Entry {
  const [service = '', usageType = '', resource = ''] = key.split(SEPARATOR);
  return { service, usageType, resource, quantity };
}
