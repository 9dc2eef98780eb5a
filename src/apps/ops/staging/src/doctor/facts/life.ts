import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ScheduleSlice } from '@bookmark-manager/schedule';
import { observe } from '../../status/observe.ts';
import { readSchedulerSettings } from '../../status/scheduler-settings.ts';
import { type Remarks, type Status, statusOf } from '../../status/status.ts';
import type { ClientOptions } from '../../target/target.ts';

/** What `staging status` tells, and the calendar that is applied. */
export type Life = { status: Status; remarks: Remarks; slice: ScheduleSlice };

/** @throws StagingError when nothing is applied */
export async function readLife(options: ClientOptions, now: Date): Promise<Life> {
  const clients = {
    ecs: new ECSClient(options),
    elb: new ElasticLoadBalancingV2Client(options),
    rds: new RDSClient(options),
    ssm: new SSMClient(options),
  };
  const settings = await readSchedulerSettings(new LambdaClient(options));
  const seen = await observe(clients, settings, now);
  return { ...statusOf({ ...seen, slice: settings.slice, url: null, now }), slice: settings.slice };
}
