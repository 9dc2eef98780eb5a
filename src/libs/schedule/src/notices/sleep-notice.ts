import type { Calendar } from '../calendar/calendar.ts';
import type { Because } from '../condition.ts';
import { desired } from '../desired.ts';
import type { Lease } from '../leases/lease.ts';
import { say, sayDuration, timeOfDay } from '../time/say.ts';
import { DAY_MS, MINUTE_MS } from '../time/tokyo.ts';
import type { Notice } from './notice.ts';

/** So long before it sleeps people are told. */
export const NOTICE_AHEAD_MS = 15 * MINUTE_MS;

/** A sleep that is near: when, and until when a click keeps it awake. */
export type ComingSleep = { key: string; at: Date; because: Because; stayUntil: Date };

/** The sleep that comes within a quarter of an hour, or null. */
export function comingSleep(calendar: Calendar, leases: readonly Lease[], now: Date): ComingSleep | null {
  const lasting = leases.filter(endsByItself);
  const { condition, until } = desired(calendar, lasting, now);
  if (condition === 'asleep' || until === null || until.getTime() - now.getTime() > NOTICE_AHEAD_MS) return null;
  return {
    key: keyOf(until),
    at: until,
    because: desired(calendar, lasting, until).because,
    stayUntil: new Date(until.getTime() + calendar.startLastsMs),
  };
}

/** When the next notice is due, as far as it can be seen now; null: not to be seen. */
export function nextNoticeAt(calendar: Calendar, leases: readonly Lease[], now: Date): Date | null {
  const { condition, until } = desired(calendar, leases.filter(endsByItself), now);
  return condition === 'awake' && until !== null ? new Date(until.getTime() - NOTICE_AHEAD_MS) : null;
}

/** @param link what a click on it does the rest */
export function sleepNotice({ at, because, stayUntil }: ComingSleep, link: string, now: Date): Notice {
  return {
    subject: `Staging sleeps at ${timeOfDay(at)}`,
    text: `The staging environment falls asleep at ${say(at)}, in ${sayDuration(at.getTime() - now.getTime())} (${because.text}). One click keeps it awake until ${timeOfDay(stayUntil)}: ${link}`,
  };
}

/** Holds and the rehearsal's own lease are renewed again and again: their ends are no news. */
function endsByItself({ kind }: Lease): boolean {
  return kind !== 'hold' && kind !== 'rehearse';
}

/** Whether a notice's key is that of a coming sleep. */
export function isSleepNotice(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Whether a sleep came so long ago that its offer to stay awake has ended. */
export function isOutlived(key: string, now: Date): boolean {
  return key < keyOf(new Date(now.getTime() - DAY_MS));
}

const PREFIX = 'sleep-';

/** `sleep-20261201T1300Z`: sorted as the moments are. */
function keyOf(at: Date): string {
  return `${PREFIX}${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
}
