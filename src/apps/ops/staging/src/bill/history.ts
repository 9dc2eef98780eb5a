import type { Calendar } from '@bookmark-manager/schedule';
import * as z from 'zod';
import type { LogEvent } from '../logs/read.ts';
import { runningAt } from './planned.ts';

/** That it was awake, or asleep, when the calendar says otherwise: for how long, and why in the scheduler's words. */
export type Departure = { condition: 'awake' | 'asleep'; because: string; ms: number; first: Date };

const line = z.object({
  desired: z.enum(['awake', 'asleep']),
  because: z.object({ code: z.string(), text: z.string() }),
});

type Decision = z.infer<typeof line> & { at: Date };

/** What the scheduler has decided, by its log: each decision holds until the next. Lines of another kind are passed over. */
export function decisionsIn(events: readonly Pick<LogEvent, 'at' | 'message'>[]): Decision[] {
  return events.flatMap(({ at, message }) => {
    const parsed = line.safeParse(json(message));
    return parsed.success ? [{ at, ...parsed.data }] : [];
  });
}

/** Where decisions departed from the calendar, between two moments, the longest first; the same reason counts once. */
export function departuresOf(
  decisions: readonly Decision[],
  calendar: Calendar,
  { from, until }: { from: Date; until: Date },
): Departure[] {
  const found = new Map<string, Departure>();
  for (const [index, { at, desired, because }] of decisions.entries()) {
    const begin = at > from ? at : from;
    const next = decisions[index + 1]?.at ?? until;
    const ms = departingMs(calendar, desired, begin, next < until ? next : until);
    if (ms <= 0 || CALENDAR.has(because.code)) continue;
    const key = `${desired} ${because.text}`;
    const known = found.get(key) ?? { condition: desired, because: because.text, ms: 0, first: begin };
    found.set(key, { ...known, ms: known.ms + ms });
  }
  return [...found.values()].toSorted((one, other) => other.ms - one.ms);
}

/** Reasons that the calendar itself gives: it may have been another one then. */
const CALENDAR = new Set([
  'office-hours',
  'outside-hours',
  'weekend',
  'holiday',
  'closed-day',
  'open-day',
  'always',
  'never',
]);

function departingMs(calendar: Calendar, desired: Decision['desired'], from: Date, until: Date): number {
  let sum = 0;
  for (let at = from; at < until; ) {
    const { isAwake, next } = runningAt(calendar, at);
    const end = next < until ? next : until;
    if (isAwake !== (desired === 'awake')) sum += end.getTime() - at.getTime();
    at = end;
  }
  return sum;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
