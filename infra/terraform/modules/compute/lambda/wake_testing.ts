import type { ScheduleSlice } from '@bookmark-manager/schedule';
import { wakeSettings } from './settings.ts';
import { environment, type FakeAws, fakeAws } from './testing.ts';
import { createWake } from './wake_answer.ts';
import type { WakeAnswer } from './wake_reply.ts';

export const NIGHT = new Date('2026-12-01T15:00:00Z'); // Wednesday 0:00 in Tokyo, nine hours before it opens
export const LEASES = '/bookmark-manager/staging/leases/';

export const browser = {
  httpMethod: 'GET',
  path: '/bookmarks',
  headers: { host: 'staging.example.com', accept: 'text/html,*/*', 'x-forwarded-proto': 'https' },
};

/** What the scheduler answers to a status: the database starts, nothing else does yet. */
export const waking = {
  condition: 'waking',
  desired: 'awake',
  because: { code: 'lease', text: 'kept awake by mika: secret plans' },
  observed: {
    database: { status: 'starting', sleeps: true },
    services: ['web', 'api'].map((name) => ({ name, desired: 0, running: 0, healthyTargets: 0, forwarding: 'wake' })),
  },
};

type Invocation = { type: string; payload: unknown };

/** A wake function in a world of its own, and what it has done to it. */
export type Bench = {
  aws: FakeAws;
  invocations: Invocation[];
  logged: string[];
  /** The scheduler's answer to a status; an Error: it fails. */
  status: unknown;
  now: Date;
  ask(event: unknown): Promise<WakeAnswer>;
  /** The leases stored, by their id's end. */
  leases(): Record<string, unknown>[];
};

type Options = { schedule?: Partial<ScheduleSlice['schedule']>; env?: Record<string, string> };

export function createBench({ schedule = {}, env = {} }: Options = {}): Bench {
  const slice: ScheduleSlice = JSON.parse(environment.SCHEDULE);
  const SCHEDULE = JSON.stringify({ ...slice, schedule: { ...slice.schedule, ...schedule } });
  const aws = fakeAws();
  const bench: Bench = {
    aws,
    invocations: [],
    logged: [],
    status: waking,
    now: NIGHT,
    ask: (event) => wake(event),
    leases: () => [...aws.parameters].filter(([name]) => name.startsWith(LEASES)).map(([, value]) => JSON.parse(value)),
  };
  const lambda = {
    send: async ({ input }: { input: { InvocationType?: string; Payload: Uint8Array } }) => {
      const invocation = {
        type: input.InvocationType ?? 'RequestResponse',
        payload: JSON.parse(String(input.Payload)),
      };
      bench.invocations.push(invocation);
      if (bench.status instanceof Error) throw bench.status;
      return invocation.type === 'Event' ? { StatusCode: 202 } : { Payload: Buffer.from(JSON.stringify(bench.status)) };
    },
  };
  const wake = createWake({
    settings: wakeSettings({ ...environment, SCHEDULE, ...env }),
    ssm: aws.clients.ssm,
    lambda: lambda as never,
    now: () => bench.now,
    salt: () => 'abc',
    log: (line) => bench.logged.push(line),
  });
  return bench;
}
