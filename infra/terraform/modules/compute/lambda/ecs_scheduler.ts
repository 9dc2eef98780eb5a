import { randomBytes } from 'node:crypto';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createScheduler } from './scheduler.ts';
import { schedulerSettings } from './settings.ts';

/** Fired every minute and by hand: makes the environment what calendar and leases say it should be. */
export const handler = createScheduler({
  settings: schedulerSettings(process.env),
  clients: {
    ecs: new ECSClient(),
    elb: new ElasticLoadBalancingV2Client(),
    rds: new RDSClient(),
    ssm: new SSMClient(),
  },
  now: () => new Date(),
  salt: () => randomBytes(3).toString('hex'),
  log: (line) => process.stdout.write(`${line}\n`),
});
