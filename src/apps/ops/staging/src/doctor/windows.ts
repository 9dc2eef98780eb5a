const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** The next occurrences of a window as RDS writes it, in UTC: `03:00-03:30` each day, `wed:04:00-wed:04:30` each week. */
export function windowsFrom(window: string, now: Date, days: number): { from: Date; to: Date }[] {
  const match = /^(?:([a-z]{3}):)?(\d\d):(\d\d)-(?:[a-z]{3}:)?(\d\d):(\d\d)$/i.exec(window);
  if (!match) return [];
  const [, day, ...times] = match;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = times.map(Number);
  const start = fromHour * 60 + fromMinute;
  const end = toHour * 60 + toMinute;
  const minutes = (end - start + 1440) % 1440;
  const today = Math.floor(now.getTime() / DAY_MS);
  return Array.from({ length: days }, (_, index) => new Date((today + index + 1) * DAY_MS + start * MINUTE_MS))
    .filter((from) => day === undefined || DAYS[from.getUTCDay()] === day.toLowerCase())
    .map((from) => ({ from, to: new Date(from.getTime() + minutes * MINUTE_MS) }));
}
