/** A time on the wall of some zone. Months count from 1. */
export type LocalTime = { year: number; month: number; day: number; hour: number; minute: number; second: number };

/** What the clocks of a zone show at an instant. Throws a RangeError for an unknown zone. */
export function toLocal(instant: Date, timeZone: string): LocalTime {
  const shown: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(instant)) shown[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return { year, month, day, hour, minute, second };
}

/** When a zone's clocks show that time: the first moment when they do so twice, undefined when they skip it. */
export function toInstant(local: LocalTime, timeZone: string): Date | undefined {
  const wall = asUtc(local);
  // The zone's offset is one of those that hold a day before and a day after.
  const candidates = [-DAY_MS, DAY_MS].map((away) => wall - offsetMs(new Date(wall + away), timeZone));
  return candidates
    .sort((a, b) => a - b)
    .map((ms) => new Date(ms))
    .find((instant) => asUtc(toLocal(instant, timeZone)) === wall);
}

const DAY_MS = 86_400_000;

function asUtc({ year, month, day, hour, minute, second }: LocalTime): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function offsetMs(instant: Date, timeZone: string): number {
  return asUtc(toLocal(instant, timeZone)) - Math.floor(instant.getTime() / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    ...{ hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  formatters.set(timeZone, made);
  return made;
}
