import { StagingError } from '../errors.ts';
import { table } from '../text/table.ts';
import { type LockInfo, sayHolder } from './lock-info.ts';
import { parseState, type State } from './parse.ts';
import type { Place } from './place.ts';

/** One unit's state as it lies there. */
export type Shown = {
  unit: string;
  where: string;
  state: (State & { bytes: number; at: Date }) | null;
  lock: LockInfo | null;
};

export function lookAt(place: Place, units: readonly string[]): Promise<Shown[]> {
  return Promise.all(
    units.map(async (unit) => {
      const [kept, lock] = await Promise.all([place.read(unit), place.holder(unit)]);
      const where = place.where(unit);
      const state = kept && { ...parseState(kept.text, where), bytes: Buffer.byteLength(kept.text), at: kept.at };
      return { unit, where, state: state ?? null, lock: lock ?? null };
    }),
  );
}

/** @throws StagingError when there is no such unit */
export function chooseUnits(units: readonly string[], wanted: string | undefined): readonly string[] {
  if (wanted === undefined) return units;
  if (units.includes(wanted)) return [wanted];
  throw new StagingError(`There is no unit "${wanted}".`, { hint: `One of ${units.join(', ')}.` });
}

/** A line for each unit, and who holds a lock. Addresses are listed when one unit alone was asked for; values never are. */
export function showPage(shown: readonly Shown[], now: Date): string[] {
  const rows = shown.map(({ unit, where, state, lock }) => [
    unit,
    ...(state
      ? [String(state.serial), String(state.resources.length), kib(state.bytes), age(state.at, now), state.lineage]
      : ['-', '-', '-', '-', 'there is none']),
    lock ? 'locked' : '',
    where,
  ]);
  const [only] = shown.length === 1 ? shown : [];
  return [
    ...table(['unit', 'serial', 'resources', 'size', 'written', 'lineage', 'lock', 'where'], rows),
    ...shown.flatMap(({ unit, lock }) =>
      lock ? [`! ${unit} is locked by ${sayHolder(lock, now)}; lock ${lock.ID}`] : [],
    ),
    ...(only?.state ? ['', ...only.state.resources] : []),
  ];
}

/** The same for programs: instants are ISO 8601, `resources` are addresses. */
export function showJson(backend: string, shown: readonly Shown[]): unknown {
  return {
    backend,
    units: shown.map(({ unit, where, state, lock }) => ({
      ...{ unit, where },
      ...(state ? { ...state, at: state.at.toISOString() } : { state: null }),
      lock: lock && { id: lock.ID, who: lock.Who, what: lock.Info || lock.Operation, since: lock.Created },
    })),
  };
}

const kib = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`;

function age(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000));
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} days ago`;
}
