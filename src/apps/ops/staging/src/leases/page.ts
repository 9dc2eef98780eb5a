import { say } from '@bookmark-manager/schedule';
import type { Paint } from '../io.ts';
import { table } from '../text/table.ts';
import type { ListedLease, UnreadableLease } from './list.ts';

/** The leases as a table, and a line for each that cannot be read. */
export function leasesPage(
  { leases, unreadable }: { leases: readonly ListedLease[]; unreadable: readonly UnreadableLease[] },
  paint: Paint,
): string[] {
  const rows = leases.map(({ lease, effect }) => [
    effect,
    words(lease),
    say(lease.from),
    say(lease.until),
    lease.kind,
    lease.by,
    lease.why,
    lease.id,
  ]);
  return [
    ...(rows.length > 0 ? table(['now', 'condition', 'from', 'until', 'kind', 'by', 'why', 'id'], rows) : []),
    ...unreadable.map(({ problem }) => paint('yellow', `! ${problem}`)),
  ];
}

/** The same for programs. Instants are ISO 8601 in Z. */
export function leasesJson(
  { leases, unreadable }: { leases: readonly ListedLease[]; unreadable: readonly UnreadableLease[] },
  now: Date,
): unknown {
  return {
    now: now.toISOString(),
    leases: leases.map(({ lease, effect }) => ({
      id: lease.id,
      condition: lease.condition,
      from: lease.from.toISOString(),
      until: lease.until.toISOString(),
      kind: lease.kind,
      by: lease.by,
      why: lease.why,
      ...(lease.only === undefined ? {} : { only: lease.only }),
      effect,
    })),
    unreadable,
  };
}

/** A lease in a sentence: `awake until Tue 1 Dec 23:00, by mika (a demo), 20261201T…`. */
export function sayLease(lease: Said & { id: string; until: Date; by: string; why: string }): string {
  const why = lease.why === '' ? '' : ` (${lease.why})`;
  return `${words(lease)} until ${say(lease.until)}, by ${lease.by}${why}, ${lease.id}`;
}

type Said = { condition: string; only?: 'database' };

const words = ({ condition, only }: Said) => (only === undefined ? condition : `${only} ${condition}`);
