import { paths } from '@bookmark-manager/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { asRole } from './as-role.ts';
import { callsWith, recordedCalls } from './calls.ts';
import { pushChanged } from './images.ts';
import { ensureRunning, staging } from './rehearsal.ts';
import { isSteady, tasksOf } from './services.ts';
import { openShell, type Shell } from './shell.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { traffic } from './traffic.ts';
import { until } from './until.ts';

let door: string;
let me: Somebody;
let shell: Shell;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  me = await signedIn(door);
  shell = await openShell();
});

/** A quarter of a vCPU renders about ten pages a second: what is asked of it leaves room for a start beside it. */
const MIX = ['/health', paths.bookmarks, paths.health, '/health', paths.bookmarks];

describe('staging deploy', () => {
  it('rolls a good image out under 20 requests a second, and none fails; a second one is told who deploys', async () => {
    const digest = await pushChanged(shell, 'web', { files: { 'app/changed': 'a good one' } });
    const before = await tasksOf('web');
    const requests = traffic(door, MIX, 20, { headers: me.headers });
    await using _ = await asRole('deployer');
    const first = staging('deploy', 'web', '--image', digest);
    await until(
      'it is under way',
      async () => JSON.parse((await staging('history', '--json')).stdout).underWay !== null,
    );
    const second = await staging('deploy', 'web', '--image', digest);
    expect(second).toMatchObject({ code: 1, stderr: expect.stringMatching(/deploys web since .*\n.*staging history/) });
    expect((await staging('up', '--yes')).stderr).toMatch(/deploys web since/);
    const { code, stdout, stderr } = await first;
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`web is ${digest.slice(0, 19)} now`);
    const { sent, failures } = await requests.end();
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(100);
    expect((await tasksOf('web')).filter((id) => before.includes(id))).toEqual([]);
    expect(await isSteady('web')).toBe(true);
  });

  it('calls nothing that the role of the workflows was not given', async () => {
    const calls = await callsWith('deployer');
    expect(calls).toContain('ecs:RegisterTaskDefinition');
    expect(calls.filter((call) => !recordedCalls().deploy.includes(call))).toEqual([]);
  });

  it('remembers it, and keeps its image from expiring', async () => {
    const { deployments } = JSON.parse((await staging('history', 'web', '--json')).stdout);
    expect(deployments[0]).toMatchObject({ service: 'web', kind: 'deploy', outcome: 'deployed' });
    const tagged = await shell(
      "aws ecr describe-images --repository-name bookmark-manager-staging-web --image-ids imageTag=deployed --query 'imageDetails[0].imageDigest' --output text",
    );
    expect(deployments[0].image.image).toContain(tagged.stdout.trim());
  });
});
