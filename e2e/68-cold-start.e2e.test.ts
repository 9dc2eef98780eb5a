import { InvokeCommand, LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './aws.ts';
import { ensureRunning } from './rehearsal.ts';

beforeAll(async () => {
  await ensureRunning();
});

describe('the scheduler', () => {
  it('answers a cold invocation within 400 ms', async () => {
    const lambda = new LambdaClient(clientOptions());
    const FunctionName = 'bookmark-manager-staging-ecs-scheduler';
    const took: number[] = [];
    for (let each = 0; each < 6; each++) {
      // Another configuration: its warm copies are ended.
      await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: each % 2 === 0 ? 61 : 60 }));
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName, LogType: 'Tail', Payload: '{"action":"status"}' }),
      );
      const log = Buffer.from(answer.LogResult ?? '', 'base64').toString();
      const cold = log.match(/\tDuration: ([\d.]+) ms.*Init Duration: ([\d.]+) ms/);
      // One that the clock's own firing has just warmed says nothing.
      if (cold) took.push(Number(cold[1]) + Number(cold[2]));
    }
    expect(Math.min(...took)).toBeLessThanOrEqual(400);
  });
});
