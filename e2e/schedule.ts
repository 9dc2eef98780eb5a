import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { clientOptions } from './aws.ts';
import { clock, runClock } from './clock.ts';

export const MINUTE_MS = 60_000;
/** An instant in Tokyo. */
export const tokyo = (time: string): string => new Date(`${time}+09:00`).toISOString();

export type Report = Awaited<ReturnType<typeof runClock>>;

/** Golden Week of 2025 with the days between closed, as `calendar` of shapes.json has them. */
export const GOLDEN_WEEK = ['2025-04-28', '2025-04-30', '2025-05-01', '2025-05-02'];

const NAME = 'bookmark-manager-staging';
const slice = z.looseObject({
  calendar: z.looseObject({ closed_days: z.array(z.string()) }),
  schedule: z.looseObject({ wake_on_visit: z.string() }),
});

/** Gives both deployed functions other closed days, as an apply of a changed shapes.json does. */
export async function closeOn(closed_days: readonly string[]): Promise<void> {
  for (const kind of ['ecs-scheduler', 'wake'] as const)
    await tell(kind, (variables) => {
      const told = scheduleIn(variables);
      return { SCHEDULE: JSON.stringify({ ...told, calendar: { ...told.calendar, closed_days } }) };
    });
}

/** Gives the wake function another `wake_on_visit`. */
export async function wakeOn(wake_on_visit: 'button' | 'visit' | 'off'): Promise<void> {
  await tell('wake', (variables) => {
    const told = scheduleIn(variables);
    return { SCHEDULE: JSON.stringify({ ...told, schedule: { ...told.schedule, wake_on_visit } }) };
  });
}

type Variables = Record<string, string>;

/** In the order in which it is written there: in another one a plan would call it changed. */
function scheduleIn({ SCHEDULE = '' }: Variables): z.infer<typeof slice> {
  const told: unknown = JSON.parse(SCHEDULE);
  slice.parse(told);
  return told as z.infer<typeof slice>;
}

/** Changes variables of a deployed function; an empty one goes. */
export async function tell(kind: 'ecs-scheduler' | 'wake', change: (variables: Variables) => Variables): Promise<void> {
  const lambda = new LambdaClient(clientOptions());
  const FunctionName = `${NAME}-${kind}`;
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const before = Environment?.Variables ?? {};
  const after = Object.entries({ ...before, ...change(before) }).filter(([, value]) => value !== '');
  const Variables = Object.fromEntries(after);
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
}

/** Runs the clock from one time in Tokyo to another, as fast as it goes. */
export async function run(from: string, until: string): Promise<Report> {
  await clock({ set: tokyo(from) });
  return runClock({ until: tokyo(until), speed: 'max' });
}

/** When something happened to a resource in a run, in order. */
export function times(report: Report, subject: string, text: string): Date[] {
  return report.changes.filter((each) => each.subject === subject && each.text === text).map(({ at }) => new Date(at));
}

/** When a resource was awake, in Tokyo's minutes: `04-29 09:00 - 22:00`. */
export function windowsOf(report: Report, resource: string): string[] {
  const windows = report.hours.find((each) => each.resource === resource)?.windows ?? [];
  return windows.map(({ from, until }) => `${local(from).slice(5)} - ${local(until).slice(11)}`);
}

function local(instant: string): string {
  return new Date(Date.parse(instant) + 9 * 60 * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ');
}
