import {
  type Capacity,
  DATABASE_ENGINES,
  type DatabaseEngine,
  type DoorKind,
  FRONT_DOORS,
  parseSettings,
  type ScheduleSlice,
  scheduleSliceSchema,
} from '@bookmark-manager/schedule';
import * as z from 'zod/mini';
import { type DoorSettings, doorSchema } from './door_settings.ts';

const text = z.string().check(z.minLength(1));

/** What every door's services have; the rest of them is the door's. */
const serviceSchema = z.object({ name: text, service: text });

/** `host` or `host:port`, as browsers send it. */
const hosts = z.array(text);

/** What the rehearsal's doors speak, whatever the address on AWS says. */
const SCHEMES = { alb: 'http', 'http-api': 'https' } as const satisfies Record<DoorKind, string>;

/** AWS names no time within which a load balancer follows new weights; seconds are usual. Only a rehearsal sets another. */
const FLIP_PAUSE_MS = 10_000;

const schedulerSchema = z.object({
  CLUSTER: text,
  SERVICES: z.array(serviceSchema).check(z.minLength(1)),
  // Of an ALB, which was the only door once: it is told in variables of its own.
  WAKE_TARGET_GROUP_ARN: z.optional(text),
  DOOR: z.optional(z.looseObject({ kind: z.enum(FRONT_DOORS) })),
  DATABASE_ID: text,
  // An environment that was applied before Aurora came has none: its code is changed a moment before its variables.
  DATABASE_ENGINE: z._default(z.enum(DATABASE_ENGINES), 'rds'),
  CAPACITY: z._default(z.enum(['spot', 'on-demand']), 'on-demand'),
  PARAMETER_PREFIX: text,
  SCHEDULE: scheduleSliceSchema,
  ADDRESS: z.url(),
  EXTRA_HOSTS: z.optional(hosts),
  FLIP_PAUSE_MS: z.optional(z.string().check(z.regex(/^\d{1,5}$/, 'milliseconds'))),
  NOTICE_TOPIC_ARN: z.optional(text),
  NOTICE_WEBHOOK_PARAMETER: z.optional(text),
});

const wakeSchema = z.object({
  PARAMETER_PREFIX: text,
  SCHEDULE: scheduleSliceSchema,
  SCHEDULER_FUNCTION: text,
  HOSTS: hosts.check(z.minLength(1)),
  EXTRA_HOSTS: z.optional(hosts),
});

/** A service as the scheduler finds it. */
export type ServiceSetting = z.infer<typeof serviceSchema>;

export type SchedulerSettings = {
  cluster: string;
  services: readonly ServiceSetting[];
  door: DoorSettings;
  /** What the shape wants tasks placed on. */
  capacity: Capacity;
  databaseId: string;
  databaseEngine: DatabaseEngine;
  parameterPrefix: string;
  slice: ScheduleSlice;
  /** Between moving visitors away and ending tasks; real milliseconds. */
  flipPauseMs: number;
  /** Of the environment, as people open it: `https://…`. */
  address: string;
  /** Where notices go; both null: nowhere. The webhook's address is the secret in that parameter. */
  notices: { topicArn: string | null; webhookParameter: string | null };
};

export type WakeSettings = {
  parameterPrefix: string;
  slice: ScheduleSlice;
  schedulerFunction: string;
  /** The names under which the environment is reached, lower case. */
  hosts: readonly string[];
  /** More of them: the rehearsal's. Its load balancer has no TLS even where the listener is one of HTTPS; its gateway always has. */
  plainHosts: readonly string[];
};

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws InvalidSettings naming each variable that is wrong */
export function schedulerSettings(env: Environment): SchedulerSettings {
  const what = 'the environment of ecs_scheduler';
  const lists = { SERVICES: json(env.SERVICES), EXTRA_HOSTS: json(env.EXTRA_HOSTS), DOOR: json(env.DOOR) };
  const value = { ...env, ...lists, SCHEDULE: json(env.SCHEDULE) };
  const parsed = parseSettings(schedulerSchema, value, what);
  const told = parsed.DOOR ?? { kind: 'alb', wakeTargetGroupArn: parsed.WAKE_TARGET_GROUP_ARN };
  const door = parseSettings(doorSchema, { ...told, services: lists.SERVICES }, `the door in ${what}`);
  const [extraHost] = parsed.EXTRA_HOSTS ?? [];
  return {
    cluster: parsed.CLUSTER,
    services: parsed.SERVICES,
    door,
    capacity: parsed.CAPACITY,
    databaseId: parsed.DATABASE_ID,
    databaseEngine: parsed.DATABASE_ENGINE,
    parameterPrefix: parsed.PARAMETER_PREFIX,
    slice: parsed.SCHEDULE,
    flipPauseMs: Number(parsed.FLIP_PAUSE_MS ?? FLIP_PAUSE_MS),
    address: extraHost === undefined ? parsed.ADDRESS : `${SCHEMES[door.kind]}://${extraHost}`,
    notices: { topicArn: parsed.NOTICE_TOPIC_ARN ?? null, webhookParameter: parsed.NOTICE_WEBHOOK_PARAMETER ?? null },
  };
}

/** @throws InvalidSettings naming each variable that is wrong */
export function wakeSettings(env: Environment): WakeSettings {
  const lists = { HOSTS: json(env.HOSTS), EXTRA_HOSTS: json(env.EXTRA_HOSTS) };
  const value = { ...env, SCHEDULE: json(env.SCHEDULE), ...lists };
  const parsed = parseSettings(wakeSchema, value, 'the environment of wake');
  return {
    parameterPrefix: parsed.PARAMETER_PREFIX,
    slice: parsed.SCHEDULE,
    schedulerFunction: parsed.SCHEDULER_FUNCTION,
    hosts: parsed.HOSTS.map((host) => host.toLowerCase()),
    plainHosts: (parsed.EXTRA_HOSTS ?? []).map((host) => host.toLowerCase()),
  };
}

/** The value of a JSON variable; one that is no JSON stays text, so that the schema's message shows it. */
function json(value: string | undefined): unknown {
  try {
    return value === undefined ? undefined : JSON.parse(value);
  } catch {
    return value;
  }
}
