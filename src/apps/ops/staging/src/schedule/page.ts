import { type Calendar, dateOf, midnight, say, timeOfDay, tokyoDay } from '@bookmark-manager/schedule';
import { table } from '../text/table.ts';
import type { Coming } from './coming.ts';

/**
 * The calendar of the coming days, a line for each change, and one for each day that has none: weekend, holiday by its name,
 * closed day.
 */
export function schedulePage(shape: string, calendar: Calendar, { from, to, initial, changes }: Coming): string[] {
  const last = new Date(to.getTime() - 1);
  const heading = `The calendar of ${shape}, ${withYear(from)} to ${withYear(last)}, in Tokyo time:`;
  if (calendar.nextEdge(from) === null)
    return [heading, `  ${initial.condition} all the time: ${initial.because.text}`];
  const days = Array.from({ length: tokyoDay(last) - tokyoDay(from) + 1 }, (_, index) => tokyoDay(from) + index);
  const rows = days.flatMap((day) => {
    const name = dayName(new Date(midnight(day)));
    const own = changes.filter(({ at }) => tokyoDay(at) === day);
    if (own.length === 0) {
      const { condition, because } = calendar.at(new Date(midnight(day)));
      return [[name, 'all day', condition, because.text]];
    }
    return own.map(({ at, condition, because }, index) => [
      index === 0 ? name : '',
      timeOfDay(at),
      condition,
      because.text,
    ]);
  });
  return [heading, ...table([], rows).map((line) => `  ${line}`)];
}

/** `Tue 1 Dec`. */
const dayName = (at: Date) => say(at).slice(0, -' 00:00'.length);
const withYear = (at: Date) => `${dayName(at)} ${dateOf(tokyoDay(at)).slice(0, 4)}`;
