import type { Calendar } from '../calendar/calendar.ts';
import { desired } from '../desired.ts';
import { parseDuration, parseMoment } from '../time/moments.ts';
import { say } from '../time/say.ts';
import { covers, type Deciding, deciding } from './cover.ts';
import { type Lease, LONGEST_LEASE_MS } from './lease.ts';
import { makeLease } from './make.ts';
import { LeaseRefused } from './refused.ts';

/** What someone asked for: `for` ("2h") or `until` ("23:30"), not both. */
export type Request = { for?: string | undefined; until?: string | undefined; by: string; why: string };

/** The world in which it is asked. `id` is the name of the lease that may be made. */
export type Asked = { calendar: Calendar; leases: readonly Lease[]; now: Date; id: string };

/** What to do about it; `put` and `remove` may both be empty, and `text` says why. */
export type LeaseChange = { put: Lease | null; remove: Lease[]; text: string };

/**
 * Awake from now. Without an end it lasts two hours (a setting) outside office hours; inside them it ends the stops
 * that hold.
 * @throws LeaseRefused when the end cannot be understood or may not be
 */
export function startLease(request: Request, asked: Asked): LeaseChange {
  const { calendar, leases, now } = asked;
  const end = endOf(request, now);
  if (end === null && calendar.at(now).condition === 'awake') return endStops(asked);
  const until = end ?? new Date(now.getTime() + calendar.startLastsMs);
  const current = desired(calendar, leases, now);
  if (current.condition === 'awake' && (current.until === null || current.until >= until))
    return nothing(`it is to be awake until ${saySome(current.until)} anyway`);
  const put = makeLease({ ...named(request), id: asked.id, condition: 'awake', until, kind: 'start' }, now);
  return { put, remove: [], text: `awake until ${say(until)}` };
}

/**
 * Asleep from now. Without an end it lasts until the calendar next wakes, 14 days at most.
 * @throws LeaseRefused when the end cannot be understood or may not be
 */
export function stopLease(request: Request, asked: Asked): LeaseChange {
  const { calendar, leases, now } = asked;
  const until = endOf(request, now) ?? untilOpening(calendar, now);
  const current = desired(calendar, leases, now);
  if (current.condition === 'asleep' && (current.until === null || current.until >= until))
    return nothing(`it is to be asleep until ${saySome(current.until)} anyway`);
  const put = makeLease({ ...named(request), id: asked.id, condition: 'asleep', until, kind: 'stop' }, now);
  return { put, remove: [], text: `asleep until ${say(until)}${waitsFor(deciding([...leases, put], now))}` };
}

function endOf(request: Request, now: Date): Date | null {
  if (request.for !== undefined && request.until !== undefined)
    throw new LeaseRefused('give "for" or "until", not both');
  if (request.for !== undefined) return new Date(now.getTime() + parseDuration(request.for));
  return request.until === undefined ? null : parseMoment(request.until, now);
}

function endStops({ calendar, leases, now }: Asked): LeaseChange {
  const remove = leases.filter((lease) => lease.condition === 'asleep' && covers(lease, now));
  const left = desired(
    calendar,
    leases.filter((lease) => !remove.includes(lease)),
    now,
  );
  if (remove.length > 0) return { put: null, remove, text: `the stop is ended; awake until ${saySome(left.until)}` };
  return nothing(
    `these are office hours and nothing is stopped: awake until ${saySome(left.until)}; give "for" or "until" to stay awake longer`,
  );
}

function waitsFor(decision: Deciding | null): string {
  if (!decision?.waits) return '';
  const { by, why, until } = decision.lease;
  return `, once ${by} is done${why === '' ? '' : ` (${why})`}: held awake until ${say(until)} at least`;
}

/** The next moment at which the calendar wakes; when it is open now, the one after it has closed. */
function untilOpening(calendar: Calendar, now: Date): Date {
  const latest = new Date(now.getTime() + LONGEST_LEASE_MS);
  const closing = calendar.at(now).condition === 'awake' ? calendar.nextEdge(now) : now;
  const opening = closing && calendar.nextEdge(closing);
  return opening && opening < latest ? opening : latest;
}

function named({ by, why }: Request): { by: string; why: string } {
  return { by, why };
}

function nothing(text: string): LeaseChange {
  return { put: null, remove: [], text };
}

function saySome(at: Date | null): string {
  return at === null ? 'further notice' : say(at);
}
