import {
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  paginateListSchedules,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { next } from './next.ts';

/** A schedule as it was created, and what is needed again and again of it. */
export type Schedule = {
  arn: string;
  name: string;
  group: string;
  expression: string;
  timeZone: string;
  enabled: boolean;
  /** What deletes it once it cannot fire any more. */
  deleteAfterwards: boolean;
  target: GetScheduleCommandOutput['Target'];
  /** When it fires next after that moment, within its start and end; undefined when it never does, or is disabled. Throws for a bad expression. */
  nextAfter(after: Date): Date | undefined;
};

const DAY_MS = 86_400_000;

/** All schedules of all groups. One that disappears while they are read is left out. */
export async function readSchedules(scheduler: SchedulerClient): Promise<Schedule[]> {
  const found: Schedule[] = [];
  for await (const { Schedules = [] } of paginateListSchedules({ client: scheduler }, {})) {
    for (const { Name, GroupName } of Schedules) {
      const command = new GetScheduleCommand({ Name, GroupName });
      const answer = await scheduler.send(command).catch((error: Error) => {
        if (error.name === 'ResourceNotFoundException') return undefined;
        throw error;
      });
      if (answer) found.push(schedule(answer));
    }
  }
  return found;
}

function schedule(answer: GetScheduleCommandOutput): Schedule {
  const {
    ScheduleExpression: expression = '',
    ScheduleExpressionTimezone: timeZone = 'UTC',
    StartDate,
    EndDate,
  } = answer;
  const anchor = StartDate ?? answer.CreationDate;
  // A world whose clock was set back to before a schedule was made keeps the schedule's rhythm.
  const early = StartDate ? undefined : new Date((answer.CreationDate?.getTime() ?? 0) % DAY_MS);
  return {
    arn: answer.Arn ?? '',
    name: answer.Name ?? '',
    group: answer.GroupName ?? 'default',
    expression,
    timeZone,
    enabled: answer.State !== 'DISABLED',
    deleteAfterwards: answer.ActionAfterCompletion === 'DELETE',
    target: answer.Target,
    nextAfter(after) {
      if (answer.State === 'DISABLED') return undefined;
      const from = StartDate && StartDate > after ? new Date(StartDate.getTime() - 1) : after;
      const at = next(expression, timeZone, from, early && anchor && after < anchor ? early : anchor);
      return at && EndDate && at > EndDate ? undefined : at;
    },
  };
}
