import { parseSettings, type ScheduleSlice, scheduleSliceSchema } from '@bookmark-manager/schedule';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

const serviceSchema = z.strictObject({
  name: text,
  service: text,
  appTargetGroupArn: text,
  listenerArn: text,
  ruleArn: z.nullable(text),
});

const schedulerSchema = z.object({
  CLUSTER: text,
  SERVICES: z.array(serviceSchema).check(z.minLength(1)),
  WAKE_TARGET_GROUP_ARN: text,
  DATABASE_ID: text,
  PARAMETER_PREFIX: text,
  SCHEDULE: scheduleSliceSchema,
});

const wakeSchema = z.object({ PARAMETER_PREFIX: text, SCHEDULE: scheduleSliceSchema });

/** A service as the scheduler finds it; `ruleArn` null means the listener's default action. */
export type ServiceSetting = z.infer<typeof serviceSchema>;

export type SchedulerSettings = {
  cluster: string;
  services: readonly ServiceSetting[];
  wakeTargetGroupArn: string;
  databaseId: string;
  parameterPrefix: string;
  slice: ScheduleSlice;
};

export type WakeSettings = { parameterPrefix: string; slice: ScheduleSlice };

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws InvalidSettings naming each variable that is wrong */
export function schedulerSettings(env: Environment): SchedulerSettings {
  const value = { ...env, SERVICES: json(env.SERVICES), SCHEDULE: json(env.SCHEDULE) };
  const parsed = parseSettings(schedulerSchema, value, 'the environment of ecs_scheduler');
  return {
    cluster: parsed.CLUSTER,
    services: parsed.SERVICES,
    wakeTargetGroupArn: parsed.WAKE_TARGET_GROUP_ARN,
    databaseId: parsed.DATABASE_ID,
    parameterPrefix: parsed.PARAMETER_PREFIX,
    slice: parsed.SCHEDULE,
  };
}

/** @throws InvalidSettings naming each variable that is wrong */
export function wakeSettings(env: Environment): WakeSettings {
  const parsed = parseSettings(wakeSchema, { ...env, SCHEDULE: json(env.SCHEDULE) }, 'the environment of wake');
  return { parameterPrefix: parsed.PARAMETER_PREFIX, slice: parsed.SCHEDULE };
}

/** The value of a JSON variable; one that is no JSON stays text, so that the schema's message shows it. */
function json(value: string | undefined): unknown {
  try {
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return value;
  }
}
