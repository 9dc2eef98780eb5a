import { sayDuration } from '@bookmark-manager/schedule';
import { table } from '../text/table.ts';
import { sayMoment } from './say.ts';
import type { Report } from './schema.ts';

/** What a run was, as a person reads it: hours awake, every change and its cause, what was invoked, how long it took. */
export function reportPage(report: Report): string[] {
  const { from, until, hours, changes, invocations, tookMs } = report;
  const span = until.getTime() - from.getTime();
  return [
    `${sayMoment(from)} to ${sayMoment(until)}, ${sayDuration(span)} of the clock in ${(tookMs / 1000).toFixed(1)} s.`,
    '',
    ...table(
      ['resource', 'awake', 'times', 'of all'],
      hours.map(({ resource, awake, windows }) => [
        resource,
        sayHours(awake),
        String(windows.length),
        span > 0 ? `${((awake * 3_600_000 * 100) / span).toFixed(1)} %` : '',
      ]),
    ),
    '',
    ...(changes.length === 0
      ? ['Nothing changed.']
      : table(
          ['when', 'what', 'change', 'why'],
          changes.map(({ at, subject, text, cause }) => [sayMoment(at), subject, text, cause.text]),
        )),
    '',
    `${invocations.fired + invocations.skipped} firings: ${invocations.fired} invoked, ${invocations.skipped} skipped, because they could change nothing.`,
  ];
}

/** `65 h 30 min`: days would hide what is paid for by the hour. */
function sayHours(hours: number): string {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
