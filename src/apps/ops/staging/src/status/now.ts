import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ClientOptions } from '../target/target.ts';
import { observe } from './observe.ts';
import type { SchedulerSettings } from './scheduler-settings.ts';
import { type Remarks, type Status, statusOf } from './status.ts';

/** What AWS shows at a moment, as a status; its `url` is null. */
export async function readNow(
  options: ClientOptions,
  settings: SchedulerSettings,
  now: Date,
): Promise<{ status: Status; remarks: Remarks }> {
  const clients = {
    ecs: new ECSClient(options),
    elb: new ElasticLoadBalancingV2Client(options),
    gateway: new ApiGatewayV2Client(options),
    rds: new RDSClient(options),
    ssm: new SSMClient(options),
  };
  const seen = await observe(clients, settings, now);
  return statusOf({ ...seen, slice: settings.slice, url: null, now });
}
