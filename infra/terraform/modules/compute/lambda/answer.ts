import {
  type Because,
  conditionOf,
  type Desired,
  type Failure,
  type Lease,
  type Observed,
  type ObservedCondition,
  obstacles,
  say,
  sayAction,
  waitingFor,
} from '@bookmark-manager/schedule';
import type { Outcome } from './act.ts';

/** The answer to a payload that was understood. Instants are ISO 8601 in Z. */
export type Answer = {
  ok: boolean;
  /** One or two sentences for people. */
  message: string;
  condition: ObservedCondition;
  desired: Desired['condition'];
  because: Because;
  until: string | null;
  /** What it works towards: before an opening that is near, already what comes then. */
  toward: Pick<Desired, 'condition' | 'because'>;
  /** What was done, in order. */
  actions: string[];
  /** Actions that AWS refused, with its message. */
  failed: string[];
  /** What is waited for, and what keeps a service from waking. */
  waiting: string[];
  /** What was told to people, by subject. */
  told: string[];
  /** Leases that could not be read, and data that ends. */
  problems: string[];
  /** Whether all is as it should be and nothing is left to do. */
  settled: boolean;
  /** Whether something runs that the calendar alone would let sleep: an alarm counts the log's lines that say so. */
  beyondCalendar: boolean;
  /** The moment before which another firing does nothing, as long as nothing changes in the world; null: the next one may. */
  quietUntil: string | null;
  observed: Observed;
  leases: { id: string; condition: Lease['condition']; from: string; until: string; by: string; why: string }[];
};

/** The answer to a payload that was not. */
export type Refusal = { ok: false; message: string; allowed?: readonly string[] };

export type Outline = {
  wanted: Desired;
  target: Desired;
  observed: Observed;
  leases: readonly Lease[];
  problems: readonly string[];
  /** What became of a request, in words; null when none was made. */
  heard: string | null;
  outcomes: readonly Outcome[];
  /** Failures of other things than actions. */
  failures: readonly Failure[];
  told: readonly string[];
  settled: boolean;
  beyondCalendar: boolean;
  quietUntil: Date | null;
  now: Date;
};

export function answerOf(outline: Outline): Answer {
  const { wanted, target, observed, leases, problems, outcomes, told, settled, quietUntil, now } = outline;
  const condition = conditionOf(observed, target);
  const waking = target.condition === 'awake';
  const waiting = waking ? [...obstacles(observed).map(({ text }) => text), ...waitingFor(observed)] : [];
  const failed = [...failuresOf(outcomes), ...outline.failures].map(({ action, error }) => `${action}: ${error}`);
  const done = outcomes.flatMap(({ action, error }) => (error === null ? [sayAction(action)] : []));
  return {
    ok: failed.length === 0,
    message: message({ heard: outline.heard, condition, wanted, done, failed, waiting }),
    condition: done.length > 0 ? underway(condition, target) : condition,
    desired: wanted.condition,
    because: wanted.because,
    until: wanted.until?.toISOString() ?? null,
    toward: { condition: target.condition, because: target.because },
    actions: done,
    failed,
    waiting,
    told: [...told],
    problems: [...problems],
    settled,
    beyondCalendar: outline.beyondCalendar,
    quietUntil: quietUntil?.toISOString() ?? null,
    observed,
    leases: leases.filter(({ until }) => until > now).map(showLease),
  };
}

/** The actions that failed, in words. */
export function failuresOf(outcomes: readonly Outcome[]): Failure[] {
  return outcomes.flatMap(({ action, error }) => (error === null ? [] : [{ action: sayAction(action), error }]));
}

function showLease({ id, condition, from, until, by, why }: Lease): Answer['leases'][number] {
  return { id, condition, from: from.toISOString(), until: until.toISOString(), by, why };
}

export function refusal(message: string, allowed?: readonly string[]): Refusal {
  return { ok: false, message, ...(allowed ? { allowed } : {}) };
}

/** The one line that an invocation logs. */
export function logLine(action: string, answer: Answer | Refusal, durationMs: number): string {
  const result = answer.ok ? 'ok' : 'failed';
  if (!('condition' in answer))
    return JSON.stringify({ level: 'warn', action, result: 'refused', message: answer.message, durationMs });
  const { condition, desired, because, until, actions, failed, waiting, told, problems, settled, observed } = answer;
  const { beyondCalendar } = answer;
  const level = !answer.ok ? 'error' : problems.length > 0 ? 'warn' : 'info';
  return JSON.stringify({
    level,
    action,
    result,
    condition,
    desired,
    because,
    until,
    actions,
    failed,
    waiting,
    told,
    problems,
    settled,
    beyondCalendar,
    observed,
    durationMs,
  });
}

/** Having just acted, it is on its way: what was observed before is no longer so. */
function underway(condition: ObservedCondition, target: Desired): ObservedCondition {
  if (target.condition === 'awake') return condition === 'awake' ? 'awake' : 'waking';
  return 'falling-asleep';
}

type Heard = {
  heard: string | null;
  condition: ObservedCondition;
  wanted: Desired;
  done: string[];
  failed: string[];
  waiting: string[];
};

function message({ heard, condition, wanted, done, failed, waiting }: Heard): string {
  const until = wanted.until ? ` until ${say(wanted.until)}` : '';
  const sentences = [
    heard === null
      ? `The environment is ${condition.replace('-', ' ')}; it is to be ${wanted.condition}${until} (${wanted.because.text})`
      : `${heard.charAt(0).toUpperCase()}${heard.slice(1)}`,
    done.length > 0 ? `Done: ${done.join('; ')}` : '',
    failed.length > 0 ? `Failed, tried again within a minute: ${failed.join('; ')}` : '',
    waiting.length > 0 ? `Waiting: ${waiting.join('; ')}` : '',
  ];
  return `${sentences.filter((sentence) => sentence !== '').join('. ')}.`;
}
