import { describe, expect, it } from 'vitest';
import { fakeWorld } from '../deploy/testing-world.ts';
import type { FakeAnswer } from '../testing.ts';
import { findOldSecrets, sayOld } from './old.ts';

describe('secrets', () => {
  const started = Date.UTC(2026, 11, 1, 3) / 1000;
  const answers = (changed: number): Record<string, FakeAnswer> => ({
    ListTasks: { json: { taskArns: ['arn:task/1'] } },
    DescribeTasks: { json: { tasks: [{ startedAt: started }] } },
    DescribeTaskDefinition: {
      json: {
        taskDefinition: {
          containerDefinitions: [
            { secrets: [{ valueFrom: 'arn:aws:ssm:x:1:parameter/bookmark-manager/staging/JWT_SECRET' }] },
          ],
        },
      },
    },
    DescribeParameters: {
      json: { Parameters: [{ Name: '/bookmark-manager/staging/JWT_SECRET', LastModifiedDate: changed }] },
    },
  });

  it('that were changed since tasks began are told of', async () => {
    await using world = await fakeWorld({ answers: answers(started + 60) });
    expect((await findOldSecrets(world.tools)).map(sayOld)).toContain(
      'web runs with an older JWT_SECRET than SSM has: staging deploy web --restart',
    );
  });

  it('that are as old as the tasks are not', async () => {
    await using world = await fakeWorld({ answers: answers(started - 60) });
    expect(await findOldSecrets(world.tools)).toEqual([]);
  });
});
