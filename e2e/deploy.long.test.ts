import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { paths } from '@bookmark-manager/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './aws.ts';
import { pushChanged } from './images.ts';
import { ROOT, run } from './programs.ts';
import { DIRECTORY, endRehearsal, ensureRunning } from './rehearsal.ts';
import { describeService, isSteady, tasksOf } from './services.ts';
import { openShell, type Shell } from './shell.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { traffic } from './traffic.ts';
import { holds } from './tunnel.ts';
import { until } from './until.ts';

let door: string;
let me: Somebody;
let shell: Shell;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  me = await signedIn(door);
  shell = await openShell();
});
afterAll(() => endRehearsal());

/** One that never answers is given four minutes by ECS, and ECS tries three times. */
const staging = (...args: string[]) =>
  run(join(ROOT, 'node_modules/.bin/staging'), args, {
    env: { STAGING_REHEARSAL_DIR: DIRECTORY },
    timeoutMs: PATIENCE_MS,
  });
const PATIENCE_MS = 1_800_000;

const MIX = ['/health', paths.bookmarks, paths.health, '/health', paths.bookmarks];
const server = (answer: string) =>
  `import { createServer } from 'node:http';\n${answer}\ncreateServer(answer).listen(process.env.PORT, process.env.HOST);\n`;

/** What is wrong with an image, and how the command names it. */
const BAD: [what: string, program: string, cause: RegExp][] = [
  [
    'crashes',
    "throw new TypeError('the database is not there');\n",
    /the program web ended with an error of its own \(.*web exited with 1\)[\s\S]*TypeError: the database is not there/,
  ],
  ['hangs', 'setInterval(() => {}, 1000);\n', /it ran, and did not answer .*\(Task failed/],
  [
    'fails its health check',
    server('const answer = (_, response) => response.writeHead(500).end();'),
    /it ran, and did not answer .*\(Task failed/,
  ],
];

const deployed = async () =>
  JSON.parse(
    (
      await shell(
        'aws ssm get-parameter --name /bookmark-manager/staging/images/web --query Parameter.Value --output text',
      )
    ).stdout,
  );
const lastOne = async () => JSON.parse((await staging('history', 'web', '--json')).stdout).deployments[0];
const planIsEmpty = async () =>
  shell('terragrunt run --all --filter compute --non-interactive -- plan -detailed-exitcode', {
    cwd: 'infra/terraform/envs/staging',
  });

describe('while awake', () => {
  it.each(BAD)(
    'an image that %s is rolled back: no request fails, the cause is named, nothing is left to change',
    async (_, program, cause) => {
      const digest = await pushChanged(shell, 'web', { files: { 'app/server.js': program } });
      const before = await deployed();
      const requests = traffic(door, MIX, 20, { headers: me.headers });
      const knowing = whenEcsKnows('web');
      const { code, stderr } = await staging('deploy', 'web', '--image', digest);
      expect(code).toBe(1);
      expect(Date.now() - (await knowing)).toBeLessThan(3 * (await healthRoundMs('web')));
      expect(stderr).toMatch(cause);
      expect((await requests.end()).failures).toEqual([]);
      expect(await deployed()).toEqual(before);
      expect(await isSteady('web')).toBe(true);
      expect(await lastOne()).toMatchObject({ outcome: 'rolled back' });
      expect((await planIsEmpty()).code).toBe(0);
    },
    PATIENCE_MS,
  );

  it('an image for another architecture is refused before anything is done', async () => {
    const digest = await pushChanged(shell, 'web', { architecture: process.arch === 'arm64' ? 'amd64' : 'arm64' });
    const tasks = await tasksOf('web');
    const { code, stderr } = await staging('deploy', 'web', '--image', digest);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/is for \w+, and the tasks of web run on \w+/)]);
    expect(await tasksOf('web')).toEqual(tasks);
  });

  it('an API that needs a secret that is not there is rolled back, and the secret is named', async () => {
    const secret = '/bookmark-manager/staging/JWT_SECRET';
    const value = await shell(
      `aws ssm get-parameter --name ${secret} --with-decryption --query Parameter.Value --output text`,
    );
    const digest = await pushChanged(shell, 'api', { files: { 'app/changed': 'needs a secret' } });
    await shell(`aws ssm delete-parameter --name ${secret}`);
    const deploying = staging('deploy', 'api', '--image', digest);
    const back = `aws ssm put-parameter --name ${secret} --type SecureString --value '${value.stdout.trim()}'`;
    try {
      await until('it is being put back', async () => (await lastMessage()).includes('rolling back'), {
        deadlineMs: 300_000,
      });
    } finally {
      await shell(back);
    }
    expect(await deploying).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a secret that it needs is not there: JWT_SECRET'),
    });
    expect(await isSteady('api')).toBe(true);
    // Put back by hand it has neither description nor tags: an up adds what it can, and leaves the value alone.
    const up = await staging('up', '--yes');
    expect(up.code, up.stderr).toBe(0);
  });
});

describe('a deployment that is ended in the middle', () => {
  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT', 'SIGKILL'])(
    'by %s is finished or undone by the next one',
    async (signal) => {
      const [first, second] = [await changed(`first ${signal}`), await changed(`second ${signal}`)];
      const { child, stderr } = deploying(first);
      await until('it is being rolled out', () => stderr().includes('rolling it out'), { deadlineMs: 120_000 });
      child.kill(signal);
      await until('it has ended', () => child.exitCode !== null || child.signalCode !== null);
      const next = await staging('deploy', 'web', '--image', second);
      expect(next.stderr).toContain('was cut short: going on with it');
      expect(next.code, next.stderr).toBe(0);
      const [newest, before] = JSON.parse((await staging('history', 'web', '--json')).stdout).deployments;
      expect(newest).toMatchObject({ outcome: 'deployed', image: { image: expect.stringContaining(second) } });
      expect(before.image.image).toContain(first);
      expect(['deployed', 'undone']).toContain(before.outcome);
      expect((await planIsEmpty()).code).toBe(0);
    },
  );

  it('goes back by staging rollback', async () => {
    const { before } = await lastOne();
    expect((await staging('rollback', 'web')).code).toBe(0);
    expect(await deployed()).toEqual(before);
  });
});

describe('while asleep', () => {
  beforeAll(async () => {
    // What was killed above holds for ten minutes, and a stop waits for that.
    for (const hold of await holds()) await staging('lease', 'release', '--yes', hold.slice(hold.lastIndexOf('/') + 1));
    await staging('stop', '--for', '2h');
    await until(
      'it sleeps',
      async () => JSON.parse((await staging('status', '--json')).stdout).condition === 'asleep',
      {
        deadlineMs: 180_000,
      },
    );
  });

  it('a bad image is refused with the cause, and nothing is woken', async () => {
    const digest = await pushChanged(shell, 'web', { files: { 'app/server.js': BAD[0]?.[1] ?? '' } });
    const before = await deployed();
    const { code, stderr } = await staging('deploy', 'web', '--image', digest);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/its canary failed: the program web ended/)]);
    expect(await deployed()).toEqual(before);
    expect(await describeService('web')).toMatchObject({ desiredCount: 0, runningCount: 0 });
    await until('no canary is left', async () => (await canaries()) === '0', { deadlineMs: 60_000 });
  });

  it.each(['web', 'api'] as const)('a good image of %s is tried by one task, and it stays asleep', async (service) => {
    const digest = await pushChanged(shell, service, { files: { 'app/changed': 'by night' } });
    const { code, stdout, stderr } = await staging('deploy', service, '--image', digest);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`${service} will wake as ${digest.slice(0, 19)}`);
    expect(await describeService(service)).toMatchObject({ desiredCount: 0, runningCount: 0 });
    await until('no canary is left', async () => (await canaries()) === '0', { deadlineMs: 60_000 });
    expect((await planIsEmpty()).code).toBe(0);
  });

  it('wakes with them', async () => {
    await staging('start');
    await until('the page answers', async () => (await fetch(door)).status === 200, { deadlineMs: 180_000 });
    expect(JSON.parse((await staging('status', '--json')).stdout).services[0].image).toBe((await deployed()).image);
  });
});

/** The moment at which ECS gives the deployment of a service up. */
async function whenEcsKnows(service: 'web' | 'api'): Promise<number> {
  const isGivenUp = async () => {
    const { deployments = [] } = await describeService(service);
    return deployments.some(
      ({ rolloutState, rolloutStateReason = '' }) =>
        rolloutState === 'FAILED' || rolloutStateReason.includes('rolling back'),
    );
  };
  await until('ECS gives it up', isGivenUp, { deadlineMs: PATIENCE_MS, everyMs: 500 });
  return Date.now();
}

/** How often the load balancer asks a service's tasks whether they are well. */
async function healthRoundMs(service: 'web' | 'api'): Promise<number> {
  const { loadBalancers } = await describeService(service);
  const TargetGroupArns = [loadBalancers?.[0]?.targetGroupArn ?? ''];
  const elb = new ElasticLoadBalancingV2Client(clientOptions());
  const { TargetGroups } = await elb.send(new DescribeTargetGroupsCommand({ TargetGroupArns }));
  return (TargetGroups?.[0]?.HealthCheckIntervalSeconds ?? 0) * 1000;
}

const changed = (text: string) => pushChanged(shell, 'web', { files: { 'app/changed': text } });

const canaries = async () =>
  (
    await shell("aws ecs list-tasks --cluster bookmark-manager-staging-cluster --query 'length(taskArns)'")
  ).stdout.trim();

const lastMessage = async () =>
  ((await describeService('api')).events ?? [])
    .slice(0, 5)
    .map(({ message }) => message)
    .join(' ');

/** The command, begun and not waited for. */
function deploying(digest: string): { child: ChildProcess; stderr(): string } {
  const child = spawn(join(ROOT, 'node_modules/.bin/staging'), ['deploy', 'web', '--image', digest], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, STAGING_REHEARSAL_DIR: DIRECTORY },
  });
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (data: string) => {
    text += data;
  });
  return { child, stderr: () => text };
}
