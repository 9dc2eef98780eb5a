import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import {
  type Calendar,
  createCalendar,
  type Lease,
  leaseParameter,
  type Offer,
  offerParameter,
  parseOffer,
  publicHolidayIfKnown,
  type Status,
  serializeLease,
} from '@bookmark-manager/schedule';
import { readLeases } from './leases.ts';
import { createParameter } from './parameters.ts';
import type { WakeSettings } from './settings.ts';
import { createStatus } from './wake_status.ts';

export type WakeDependencies = {
  settings: WakeSettings;
  ssm: Pick<SSMClient, 'send'>;
  lambda: Pick<LambdaClient, 'send'>;
  now: () => Date;
  /** A few random letters that make a lease's name unique. */
  salt: () => string;
  /** Takes one line of JSON. */
  log: (line: string) => void;
};

/** All that the wake function can see and do. */
export type WakeWorld = {
  settings: WakeSettings;
  calendar: Calendar;
  now: () => Date;
  salt: () => string;
  /** None when they cannot be read: the calendar alone still makes a useful answer. */
  leases(): Promise<Lease[]>;
  /** null when the scheduler does not tell. */
  status(): Promise<Status | null>;
  /** null when there is none of that token, or none that can be read. */
  offer(token: string): Promise<Offer | null>;
  /** Stores a lease and has the scheduler look at once. One of that name that is there already stays as it is. */
  keep(lease: Lease): Promise<void>;
  warn(text: string): void;
};

export function createWorld({ settings, ssm, lambda, now, salt, log }: WakeDependencies): WakeWorld {
  const { parameterPrefix: prefix, schedulerFunction: FunctionName } = settings;
  const warn = (message: string) => log(JSON.stringify({ level: 'warn', message }));
  return {
    settings,
    calendar: createCalendar(settings.slice, publicHolidayIfKnown),
    now,
    salt,
    warn,
    status: createStatus({ lambda, scheduler: FunctionName, now, warn }),
    async leases() {
      try {
        return (await readLeases(ssm, prefix)).leases;
      } catch (error) {
        warn(`leases could not be read: ${String(error)}`);
        return [];
      }
    },
    async offer(token) {
      const value = await read(ssm, offerParameter(prefix, token));
      return value === undefined ? null : parseOffer(value);
    },
    async keep(lease) {
      await createParameter(ssm, leaseParameter(prefix, lease.id), serializeLease(lease));
      const { id, kind, until } = lease;
      log(JSON.stringify({ level: 'info', message: 'a visitor keeps it awake', lease: id, kind, until }));
      await lambda
        .send(
          new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: Buffer.from('{"action":"reconcile"}') }),
        )
        // The scheduler looks each minute anyway.
        .catch((error: unknown) => warn(`the scheduler could not be called: ${String(error)}`));
    },
  };
}

/** undefined when there is no such parameter. */
async function read(ssm: WakeDependencies['ssm'], Name: string): Promise<string | undefined> {
  try {
    return (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;
  } catch (error) {
    if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
    throw error;
  }
}
