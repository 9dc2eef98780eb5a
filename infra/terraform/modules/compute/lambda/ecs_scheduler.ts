import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { RDSClient } from '@aws-sdk/client-rds';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { defaultProvider } from './environment_credentials.ts';
import { createProbe } from './probe.ts';
import { createScheduler } from './scheduler.ts';
import { schedulerSettings } from './settings.ts';

/** Within the function's minute a call that hangs must leave time for the others, and for its own repetition. */
const CALLS = { maxAttempts: 3, requestHandler: { connectionTimeout: 2000, requestTimeout: 8000 } };

/** Fired every minute and by hand: makes the environment what calendar and leases say it should be. */
export const handler = createScheduler({
  settings: schedulerSettings(process.env),
  clients: {
    ecs: new ECSClient(CALLS),
    elb: new ElasticLoadBalancingV2Client(CALLS),
    rds: new RDSClient(CALLS),
    ssm: new SSMClient(CALLS),
    cloudwatch: new CloudWatchClient(CALLS),
    sns: new SNSClient(CALLS),
    gateway: new ApiGatewayV2Client(CALLS),
    logs: new CloudWatchLogsClient(CALLS),
    probe: createProbe({ region: process.env.AWS_REGION ?? '', credentials: defaultProvider(), fetch }),
    pause: (ms) => setTimeout(ms),
    fetch,
  },
  now: () => new Date(),
  token: () => randomBytes(16).toString('base64url'),
  salt: () => randomBytes(3).toString('hex'),
  log: (line) => process.stdout.write(`${line}\n`),
});
