import { ECSClient } from '@aws-sdk/client-ecs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import { priceList } from '@bookmark-manager/prices';
import {
  createCalendar,
  LeaseRefused,
  parseLeases,
  publicHolidayIfKnown,
  startLease,
  stopLease,
} from '@bookmark-manager/schedule';
import { readStoredLeases } from '../leases/read.ts';
import type { SchedulerCall } from '../scheduler-call.ts';
import { readSchedulerSettings } from '../status/scheduler-settings.ts';
import type { Target } from '../target/target.ts';
import { worldTime } from '../target/time.ts';
import { readApplied } from './applied.ts';
import { awakeHour } from './awake-hour.ts';
import { moreAwakeMs } from './more-awake.ts';
import { sayPrice } from './say.ts';

/**
 * What a `start` or `stop` will cost or save, in a sentence: decided as the scheduler decides, from its deployed settings and
 * from what is applied. Where it cannot be found out the sentence says so: nobody is kept from a `stop` by that.
 * @throws LeaseRefused when the scheduler would refuse it
 */
export async function tellPrice(target: Target, call: SchedulerCall): Promise<string> {
  try {
    return await priceOf(target, call);
  } catch (error) {
    if (error instanceof LeaseRefused || !(error instanceof Error)) throw error;
    return `What it costs cannot be told: ${error.message}`;
  }
}

async function priceOf(target: Target, call: SchedulerCall): Promise<string> {
  const [settings, { now, machine }] = await Promise.all([
    readSchedulerSettings(new LambdaClient(target.clientOptions)),
    worldTime(target),
  ]);
  const clients = { ecs: new ECSClient(target.clientOptions), rds: new RDSClient(target.clientOptions) };
  const [applied, stored] = await Promise.all([
    readApplied(clients, settings),
    readStoredLeases(new SSMClient(target.clientOptions), settings.parameterPrefix),
  ]);
  const { leases } = parseLeases(stored);
  const calendar = createCalendar(settings.slice, publicHolidayIfKnown);
  const request = { for: call.for, until: call.until, by: call.by, why: call.why ?? '' };
  const asked = { calendar, leases, now, id: 'asked' };
  const change = call.action === 'start' ? startLease(request, asked) : stopLease(request, asked);
  return sayPrice(moreAwakeMs(calendar, leases, change, now), awakeHour(applied, priceList()), machine);
}
