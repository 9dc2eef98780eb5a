import type { Calendar } from '../calendar/calendar.ts';
import type { Because, Condition, Desired, ObservedCondition } from '../condition.ts';
import { desired, goal } from '../desired.ts';
import type { Lease } from '../leases/lease.ts';
import { progressOf, type Seen, type Step } from './progress.ts';

/** What the scheduler says of the environment: it may be some seconds old, older than the leases. */
export type Status = { condition: ObservedCondition; desired: Condition; seen: Seen };

/** What a visitor may know of the environment: nothing of it was written by a person. */
export type Visible = {
  condition: ObservedCondition;
  /** What it is brought to now. Asleep with the goal awake: something keeps it from waking. */
  goal: Condition;
  because: Pick<Because, 'code' | 'holiday'>;
  /** Until when it is to be so; null: nothing is planned to change it. */
  until: Date | null;
  /** When it wakes, if it does not already; null: no start is planned. */
  nextStart: Date | null;
  /** Empty when it is not known. */
  progress: Step[];
};

const WAKING_RETRY_S = 15;
const STUCK_RETRY_S = 60;
const LONGEST_RETRY_S = 24 * 3600;

/** What can be shown, from calendar and leases, and from the scheduler's word where there is one. */
export function visible(calendar: Calendar, leases: readonly Lease[], now: Date, status: Status | null): Visible {
  const wanted = desired(calendar, leases, now);
  const target = goal(calendar, leases, now);
  const { because, until } = target.condition === 'awake' ? target : wanted;
  return {
    condition: conditionFrom(target, status),
    goal: target.condition,
    because: { code: because.code, ...(because.holiday && { holiday: because.holiday }) },
    until,
    nextStart: wanted.condition === 'asleep' ? wanted.until : null,
    progress: progressOf(status?.seen ?? null),
  };
}

/** In how many seconds to come again: soon while it wakes, else when it opens, a day later at most. */
export function retryAfterS({ condition, goal: aim, nextStart }: Visible, now: Date): number {
  if (condition === 'waking' || condition === 'awake') return WAKING_RETRY_S;
  if (aim === 'awake') return STUCK_RETRY_S;
  if (nextStart === null) return LONGEST_RETRY_S;
  const seconds = Math.ceil((nextStart.getTime() - now.getTime()) / 1000);
  return Math.min(Math.max(seconds, 1), LONGEST_RETRY_S);
}

/**
 * The leases are newer than the scheduler's word, so they say where it goes, and its word only how far it is. What
 * cannot wake is asleep: there the scheduler knew already that it is to be awake.
 */
function conditionFrom({ condition }: Pick<Desired, 'condition'>, status: Status | null): ObservedCondition {
  if (condition === 'asleep') return status === null || status.condition === 'asleep' ? 'asleep' : 'falling-asleep';
  if (status?.condition === 'awake') return 'awake';
  return status?.condition === 'asleep' && status.desired === 'awake' ? 'asleep' : 'waking';
}
