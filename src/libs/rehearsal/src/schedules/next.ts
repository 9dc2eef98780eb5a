import { nextCron, parseCron } from './cron.ts';
import { toInstant } from './zone.ts';

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * When a schedule fires next, strictly after `after`; undefined when it never does again. Understands EventBridge
 * Scheduler's `rate(…)`, which counts from `anchor` (the schedule's start or creation), `cron(…)` and `at(…)`.
 * Throws an error that says what is wrong with the expression.
 */
export function next(expression: string, timeZone: string, after: Date, anchor = new Date(0)): Date | undefined {
  const [, kind, inside = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  switch (kind) {
    case 'rate':
      return nextRate(inside, after, anchor);
    case 'cron':
      return nextCron(parseCron(inside), timeZone, after);
    case 'at':
      return nextAt(inside, timeZone, after);
    default:
      throw new Error(`'${expression}' is neither rate(…) nor cron(…) nor at(…)`);
  }
}

function nextRate(text: string, after: Date, anchor: Date): Date {
  const [, count, unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(text.trim()) ?? [];
  const periodMs = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (Number.isNaN(periodMs)) throw new Error(`'${text}' is no rate: a number, then minutes, hours or days`);
  const passed = after.getTime() - anchor.getTime();
  return passed < 0 ? anchor : new Date(anchor.getTime() + (Math.floor(passed / periodMs) + 1) * periodMs);
}

function nextAt(text: string, timeZone: string, after: Date): Date | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/.exec(text.trim())?.slice(1).map(Number);
  if (!parts) throw new Error(`'${text}' is no time: yyyy-mm-ddThh:mm:ss`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const instant = toInstant({ year, month, day, hour, minute, second }, timeZone);
  return instant && instant > after ? instant : undefined;
}
