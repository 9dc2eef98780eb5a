import { describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../testing.ts';
import { oldSecrets } from './old-secrets.ts';
import { restartAll } from './restart.ts';
import { anImage } from './testing.ts';
import { fakeWorld } from './testing-world.ts';

const updated = (id: string): Record<string, FakeAnswer> => ({
  UpdateService: { json: { service: { deployments: [{ id, status: 'PRIMARY' }] } } },
});

describe('a restart', () => {
  it('replaces the tasks by new ones of the same image, and says that it is pinned', async () => {
    await using world = await fakeWorld({ deployed: anImage('a'), answers: updated('ecs-svc/0') });
    expect(await restartAll(world.tools, ['web'])).toEqual(['web is restarted.']);
    const { input } = world.aws.requests.find(({ operation }) => operation === 'UpdateService') ?? {};
    expect(input).toMatchObject({ service: 'bookmark-manager-staging-web', forceNewDeployment: true });
    expect(world.io.stderr.join('\n')).toMatch(/web is pinned to sha256:aaaaaaaaaaaa: the same image starts again/);
    expect(world.applies).toBe(0);
  });

  it('starts what the tag names now where the image is a tag', async () => {
    await using world = await fakeWorld({ answers: updated('ecs-svc/0') });
    await restartAll(world.tools, ['web']);
    expect(world.io.stderr.join('\n')).toContain('web follows the tag web:latest');
  });

  it('does nothing while the service sleeps', async () => {
    await using world = await fakeWorld({ desired: 0 });
    expect(await restartAll(world.tools, ['web'])).toEqual(['web sleeps: its tasks will be new when it wakes.']);
    expect(world.aws.calls).not.toContain('UpdateService');
  });

  it('that another deployment overtakes says so', async () => {
    await using world = await fakeWorld({ answers: updated('ecs-svc/other') });
    await expect(restartAll(world.tools, ['web'])).rejects.toThrow('Another deployment of web took its place.');
  });
});

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
    expect((await oldSecrets(world.tools))[0]).toBe(
      'web runs with an older JWT_SECRET than SSM has: staging deploy web --restart',
    );
  });

  it('that are as old as the tasks are not', async () => {
    await using world = await fakeWorld({ answers: answers(started - 60) });
    expect(await oldSecrets(world.tools)).toEqual([]);
  });
});
