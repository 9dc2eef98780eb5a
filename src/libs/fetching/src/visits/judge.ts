import type { Hop } from '../client/client.ts';
import type { Observation } from './observe.ts';

export type CheckResult = 'ok' | 'moved' | 'broken' | 'unknown';

/** What is known of a link from its visits before. */
export type Known = {
  readonly result: CheckResult | null;
  readonly movedTo: string | null;
  /** Visits that failed, one after the other, up to now. */
  readonly failures: number;
  readonly failingSince: Date | null;
};

/** What is known after a visit, and when the next one is due. */
export type Verdict = Known & {
  readonly status: number | null;
  readonly dueAt: Date;
  /** No other page of the site is to be visited before; null when it is no trouble. */
  readonly pausedUntil: Date | null;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** When a link is visited again, and from when on it counts as broken: so many failures, the first of them so long ago. */
export const rules = {
  afterGood: 14 * DAY,
  /** Alive, but nothing can be said: it asks for a password, or wants no programs. */
  afterUnknown: 30 * DAY,
  /** It is no address that we ask. */
  afterRefused: 90 * DAY,
  /** It was we who could not ask. */
  afterOurs: HOUR,
  afterFailures: [DAY, 2 * DAY, 4 * DAY],
  afterBroken: 30 * DAY,
  /** The server says itself that the page is not there. */
  gone: { failures: 2, ms: DAY },
  failing: { failures: 4, ms: 5 * DAY },
  /** A site that does not answer, or answers with 5xx, is left alone. */
  pauseOfFailing: HOUR,
} as const;

/**
 * Judges a visit. One failure breaks no link: what was known stays until it failed often and long enough.
 * @param random from 0 to 1: spreads the next visits, so that what was added together is not due together for ever
 */
export const judge = (known: Known, seen: Observation, now: Date, random: number): Verdict => {
  const after = (ms: number) => new Date(now.getTime() + Math.round(ms * (0.9 + random * 0.2)));
  const stay = { ...known, status: seen.kind === 'answer' ? seen.status : null, pausedUntil: null };
  const well = { failures: 0, failingSince: null, movedTo: null };
  const what = meaningOf(seen);
  switch (what) {
    case 'good': {
      const movedTo = movedBy(seen.kind === 'answer' ? seen.hops : []);
      return { ...stay, ...well, movedTo, result: movedTo === null ? 'ok' : 'moved', dueAt: after(rules.afterGood) };
    }
    case 'closed':
      return { ...stay, ...well, result: 'unknown', dueAt: after(rules.afterUnknown) };
    case 'refused':
      return { ...stay, ...well, result: 'unknown', dueAt: after(rules.afterRefused) };
    case 'unwanted':
      return { ...stay, result: known.result ?? 'unknown', dueAt: after(rules.afterUnknown) };
    case 'later': {
      const wait = Math.max((seen.kind === 'answer' ? seen.retryAfterMs : null) ?? HOUR, HOUR / 60);
      return { ...stay, dueAt: after(Math.max(wait * 1.2, HOUR)), pausedUntil: new Date(now.getTime() + wait) };
    }
    case 'ours':
      return { ...stay, dueAt: after(rules.afterOurs) };
    case 'gone':
    case 'failing': {
      const failures = known.failures + 1;
      const failingSince = known.failingSince ?? now;
      const { failures: often, ms: long } = rules[what];
      const isBroken = failures >= often && now.getTime() - failingSince.getTime() >= long;
      const wait = isBroken ? rules.afterBroken : (rules.afterFailures[failures - 1] ?? 4 * DAY);
      const pausedUntil = what === 'failing' ? new Date(now.getTime() + rules.pauseOfFailing) : null;
      const result = isBroken || known.result === 'broken' ? 'broken' : known.result;
      return { ...stay, failures, failingSince, result, dueAt: after(wait), pausedUntil };
    }
  }
};

type Meaning = 'good' | 'closed' | 'refused' | 'unwanted' | 'later' | 'ours' | 'gone' | 'failing';

const meaningOf = (seen: Observation): Meaning => {
  if (seen.kind === 'unwanted') return 'unwanted';
  if (seen.kind === 'failure') {
    if (seen.failure === 'refused' || seen.failure === 'ours') return seen.failure;
    return 'failing';
  }
  const { status, retryAfterMs } = seen;
  if (status === 429 || (status === 503 && retryAfterMs !== null)) return 'later';
  if (status === 404 || status === 410) return 'gone';
  if (status >= 500 && status <= 599) return 'failing';
  return status < 400 ? 'good' : 'closed';
};

/** Where the page went for good: as far as the redirects say so without a break. One for now says nothing about tomorrow. */
const movedBy = (hops: readonly Hop[]): string | null => {
  const firstForNow = hops.findIndex(({ status }) => status !== 301 && status !== 308);
  return hops.slice(0, firstForNow === -1 ? hops.length : firstForNow).at(-1)?.to ?? null;
};

/**
 * Whether a batch of visits says something about the sites at all: when nobody of three or more could be reached, it is our own way out
 * that is closed.
 */
export const isOurFault = (seen: readonly Observation[]): boolean =>
  seen.length >= 3 &&
  seen.every((one) => one.kind === 'failure' && (one.failure === 'unreachable' || one.failure === 'ours'));
