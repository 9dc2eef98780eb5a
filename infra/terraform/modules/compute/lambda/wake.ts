import { randomBytes } from 'node:crypto';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { wakeSettings } from './settings.ts';
import { createWake } from './wake_answer.ts';

/** All waits together stay below the function's own timeout of 10 s: past it the load balancer answers 502. */
const within = (requestTimeout: number) => ({ connectionTimeout: 1000, requestTimeout, throwOnRequestTimeout: true });

/** Answers for the load balancer while the applications sleep or are waking. */
export const handler = createWake({
  settings: wakeSettings(process.env),
  ssm: new SSMClient({ maxAttempts: 2, requestHandler: within(1500) }),
  lambda: new LambdaClient({ maxAttempts: 1, requestHandler: within(4000) }),
  now: () => new Date(),
  salt: () => randomBytes(3).toString('hex'),
  log: (line) => process.stdout.write(`${line}\n`),
});
