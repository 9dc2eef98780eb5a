const HOUR_MS = 3_600_000;

/** A stretch of time that lies within one hour of UTC. `hour` is `2026-12-01T00`. */
export type Part = { hour: string; ms: number };

/** `2026-12-01T00`: the hour of UTC that a moment lies in. AWS's bill knows no other zone. */
export function hourOf(at: Date): string {
  return at.toISOString().slice(0, 13);
}

/** The hours that lie between two moments, each with the milliseconds of it that do; none when `until` is not after `from`. */
export function partsOf(from: Date, until: Date): Part[] {
  const parts: Part[] = [];
  let at = from.getTime();
  while (at < until.getTime()) {
    const end = Math.min(until.getTime(), (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
    parts.push({ hour: hourOf(new Date(at)), ms: end - at });
    at = end;
  }
  return parts;
}

/** How many hours the month has in which an hour lies: what is priced by the month is paid for by the hour. */
export function hoursInMonth(hour: string): number {
  const year = Number(hour.slice(0, 4));
  const month = Number(hour.slice(5, 7));
  return (Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / HOUR_MS;
}
