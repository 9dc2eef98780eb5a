import type { Listed } from './model.ts';

/** When an instance's health became what; the first is what it was when it was first seen. */
type Change = { atMs: number; healthy: boolean };
/** What is known of a service's instances, by their ids. */
export type History = ReadonlyMap<string, { instance: Listed; changes: readonly Change[] }>;

/** Older changes are in force for whoever is late. */
const KEPT = 20;

/** The history with what Cloud Map lists now; instances that are gone are forgotten. */
export function noted(history: History, instances: readonly Listed[], nowMs: number): History {
  return new Map(
    instances.map((instance) => {
      const { changes = [] } = history.get(instance.id) ?? {};
      const change = { atMs: nowMs, healthy: instance.healthy };
      const isNew = changes.at(-1)?.healthy !== instance.healthy;
      return [instance.id, { instance, changes: isNew ? [...changes, change].slice(-KEPT) : changes }];
    }),
  );
}

/** The instances that the gateway takes for healthy: their health is told so much late, the first excepted. */
export function healthyAt(history: History, nowMs: number, lateMs: number): Listed[] {
  return [...history.values()]
    .filter(({ changes: [first, ...later] }) =>
      later.reduce((healthy, change) => (change.atMs <= nowMs - lateMs ? change.healthy : healthy), first?.healthy),
    )
    .map(({ instance }) => instance);
}

/** What the gateway knows of a service: what was listed when it last looked. */
export type View = { atMs: number; instances: readonly Listed[] };

/** The view to go by now: the one before, as long as it holds, also when it is empty. */
export function viewOf(
  before: View | undefined,
  history: History,
  nowMs: number,
  { listedMs, healthLateMs }: { listedMs: number; healthLateMs: number },
): View {
  if (before && nowMs - before.atMs < listedMs) return before;
  return { atMs: nowMs, instances: healthyAt(history, nowMs, healthLateMs) };
}
