import { DAY_MS, MINUTE_MS, midnight, tokyoDay, weekdayOf } from './tokyo.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant as people in Tokyo read it: `Tue 1 Dec 09:00`. */
export function say(at: Date): string {
  const day = tokyoDay(at);
  const date = new Date(day * DAY_MS);
  const weekday = weekdayOf(day);
  const month = MONTHS[date.getUTCMonth()] ?? '';
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${date.getUTCDate()} ${month} ${timeOfDay(at)}`;
}

/** `09:00`, in Tokyo. */
export function timeOfDay(at: Date): string {
  const minutes = Math.floor((at.getTime() - midnight(tokyoDay(at))) / MINUTE_MS);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `2 h 30 min`, `3 d 2 h`, `45 min`: at most two units, for sentences. */
export function sayDuration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.slice(0, 2).join(' ') || '0 min';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
