import { LambdaClient } from '@aws-sdk/client-lambda';
import type { ScheduleSlice } from '@bookmark-manager/schedule';
import { readNow } from '../../status/now.ts';
import { readSchedulerSettings } from '../../status/scheduler-settings.ts';
import type { Remarks, Status } from '../../status/status.ts';
import type { ClientOptions } from '../../target/target.ts';

/** What `staging status` tells, and the calendar that is applied. */
export type Life = { status: Status; remarks: Remarks; slice: ScheduleSlice };

/** @throws StagingError when nothing is applied */
export async function readLife(options: ClientOptions, now: Date): Promise<Life> {
  const settings = await readSchedulerSettings(new LambdaClient(options));
  return { ...(await readNow(options, settings, now)), slice: settings.slice };
}
