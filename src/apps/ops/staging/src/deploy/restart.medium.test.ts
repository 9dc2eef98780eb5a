import { describe, expect, it } from 'vitest';
import type { FakeAnswer } from '../testing.ts';
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
