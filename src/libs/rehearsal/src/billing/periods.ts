import type { Granularity } from './asked.ts';

/** A stretch of the bill; `until` is exclusive. */
export type Period = { from: Date; until: Date };

/** The hours, days or months of UTC between two moments; the first and the last month may be cut. */
export function periodsOf({ from, until }: Period, granularity: Granularity): Period[] {
  const periods: Period[] = [];
  for (let at = from; at < until; ) {
    const next = nextOf(at, granularity);
    const end = next < until ? next : until;
    periods.push({ from: at, until: end });
    at = end;
  }
  return periods;
}

function nextOf(at: Date, granularity: Granularity): Date {
  const [year, month, day, hour] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours()];
  if (granularity === 'MONTHLY') return new Date(Date.UTC(year, month + 1, 1));
  return new Date(granularity === 'DAILY' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month, day, hour + 1));
}

/** As the wire has it: `2026-12-01`, by the hour `2026-12-01T00:00:00Z`. */
export function wordPeriod({ from, until }: Period, granularity: Granularity): { Start: string; End: string } {
  const word = (at: Date) =>
    granularity === 'HOURLY' ? at.toISOString().replace('.000Z', 'Z') : at.toISOString().slice(0, 10);
  return { Start: word(from), End: word(until) };
}
