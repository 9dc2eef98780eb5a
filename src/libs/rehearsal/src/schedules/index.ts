import { randomUUID } from 'node:crypto';
import { DeleteScheduleCommand } from '@aws-sdk/client-scheduler';
import { createClients } from '../aws.ts';
import { pause } from '../clock/index.ts';
import type { Context, Invoke } from '../context.ts';
import type { Part } from '../part.ts';
import { payloadOf } from './payload.ts';
import { readSchedules, type Schedule } from './read.ts';
import { scheduleRows } from './rows.ts';
import { createTimer } from './timer.ts';

export { next } from './next.ts';
export type { Schedule } from './read.ts';

/** World milliseconds before each repetition; a schedule's own policy may allow fewer. */
const RETRY_AFTER_MS = [60_000, 120_000];
/** Real milliseconds: a burst of writes is read once. */
const SETTLE_MS = 50;

/** Whoever follows the firings for a while. */
export type Attendant = {
  /** See `TimerOptions`. */
  restUntil(schedule: Schedule): Date | undefined;
  passedOver(count: number): void;
  /** Told before a target is invoked; what it returns is told the outcome. */
  firing(schedule: Schedule): (outcome: { payload: unknown; error?: string }) => void;
};

export interface Schedules extends Part {
  /** From now on this one is asked and told, in place of whoever was; undefined: nobody is. */
  attend(attendant: Attendant | undefined): void;
  /** Something has changed that `restUntil` depends on. */
  reconsider(): void;
}

/** EventBridge Scheduler: fires what is created there, by the world's clock, at functions. */
export function createSchedules(context: Context, options: { invoke: Invoke }): Schedules {
  const { clock, events } = context;
  const { scheduler } = createClients(context.endpoint, context.region);
  const ending = new AbortController();
  const last = new Map<string, { at: Date; error?: string }>();
  let schedules: Schedule[] = [];

  const warn = ({ name }: Schedule, error: unknown) =>
    events.emit('schedules', name, error instanceof Error ? error.message : String(error), 'warn');
  let attendant: Attendant | undefined;
  const timer = createTimer({
    clock,
    fire,
    broken: warn,
    restUntil: (schedule) => attendant?.restUntil(schedule),
    passedOver: (count) => attendant?.passedOver(count),
  });

  async function fire(schedule: Schedule, scheduledAt: Date): Promise<void> {
    const error = await deliver(schedule, scheduledAt).catch(String);
    last.set(schedule.arn, { at: clock.now(), ...(error && { error }) });
    if (error) events.emit('schedules', schedule.name, `its target failed: ${error}`, 'error');
    else if (!schedule.expression.startsWith('rate(')) events.emit('schedules', schedule.name, 'fired');
    if (schedule.deleteAfterwards && !schedule.nextAfter(clock.now())) {
      await scheduler
        .send(new DeleteScheduleCommand({ Name: schedule.name, GroupName: schedule.group }))
        .catch((e) => warn(schedule, e));
    }
  }

  /** Undefined when it went well, else what was wrong with the last attempt. */
  async function deliver(schedule: Schedule, scheduledAt: Date): Promise<string | undefined> {
    const { target, arn: scheduleArn } = schedule;
    if (!target?.Arn?.startsWith('arn:aws:lambda:'))
      return `a target like ${target?.Arn} is not rehearsed, only functions are`;
    const executionId = randomUUID();
    const waits = RETRY_AFTER_MS.slice(0, target.RetryPolicy?.MaximumRetryAttempts ?? RETRY_AFTER_MS.length);
    for (let attempt = 1; ; attempt++) {
      const payload = payloadOf(target, { scheduleArn, scheduledAt, executionId, attempt });
      const told = attendant?.firing(schedule);
      const outcome = await options.invoke(target.Arn, payload);
      told?.(outcome);
      const { error } = outcome;
      const waitMs = waits[attempt - 1];
      if (error === undefined || waitMs === undefined) return error;
      await clock.sleep(waitMs, ending.signal);
      if (ending.signal.aborted) return error;
    }
  }

  let reading: Promise<void> | undefined;
  let again = false;
  /** Reads all schedules, soon; once more when something changes meanwhile. */
  function follow(): void {
    again = true;
    reading ??= (async () => {
      while (again && !ending.signal.aborted) {
        await pause(SETTLE_MS, ending.signal);
        again = false;
        await read();
      }
    })()
      .catch((error: unknown) => events.emit('schedules', 'schedules', `cannot be read: ${error}`, 'warn'))
      .finally(() => {
        reading = undefined;
      });
  }

  async function read(): Promise<void> {
    schedules = await readSchedules(scheduler);
    if (!ending.signal.aborted) timer.set(schedules);
  }

  const unsubscribe = context.writes.subscribe(({ service }) => {
    if (service === 'scheduler') follow();
  });

  return {
    name: 'schedules',
    table: scheduleRows,
    start: read,
    rejoin: read,
    attend(next) {
      attendant = next;
      timer.reconsider();
    },
    reconsider: timer.reconsider,
    picture: () =>
      schedules.map(({ arn, name, group, expression, timeZone, enabled }) => ({
        ...{ name, group, expression, timeZone, enabled },
        ...{ next: timer.next(arn), last: last.get(arn) },
      })),
    async [Symbol.asyncDispose]() {
      unsubscribe();
      ending.abort();
      await Promise.all([timer.stop(), reading]);
    },
  };
}
