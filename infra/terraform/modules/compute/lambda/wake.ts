import { SSMClient } from '@aws-sdk/client-ssm';
import { wakeSettings } from './settings.ts';
import { createWake } from './wake_answer.ts';

/** Answers for the load balancer while the applications sleep or are waking. */
export const handler = createWake({
  settings: wakeSettings(process.env),
  ssm: new SSMClient({ maxAttempts: 2 }),
  now: () => new Date(),
  log: (line) => process.stdout.write(`${line}\n`),
});
