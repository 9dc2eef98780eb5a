import type { Handler, Table } from '../relay/types.ts';
import { fault, readJson } from '../relay/wire.ts';
import { next } from './next.ts';

/** A schedule that AWS would refuse is refused here too; the emulator takes any text. */
export const scheduleRows: Table = Object.fromEntries(
  ['CreateSchedule', 'UpdateSchedule'].map((operation) => [`scheduler:${operation}`, checked()]),
);

function checked(): Handler {
  return {
    kind: 'answer',
    answer(request, forward) {
      const { ScheduleExpression: expression = '', ScheduleExpressionTimezone: timeZone = 'UTC' } = readJson<{
        ScheduleExpression?: string;
        ScheduleExpressionTimezone?: string;
      }>(request);
      refuse(() => new Intl.DateTimeFormat('en', { timeZone }), `Invalid Schedule Expression Timezone ${timeZone}.`);
      refuse(() => next(expression, timeZone, new Date()), `Invalid Schedule Expression ${expression}.`);
      return forward(request);
    },
  };
}

function refuse(check: () => unknown, words: string): void {
  try {
    check();
  } catch (error) {
    throw fault('ValidationException', `${words} (${error instanceof Error ? error.message : error})`);
  }
}
