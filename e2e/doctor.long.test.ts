import { join } from 'node:path';
import { CloudWatchLogsClient, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { RDSClient, StopDBInstanceCommand } from '@aws-sdk/client-rds';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLUSTER, clientOptions, serviceName } from './aws.ts';
import { ROOT, run } from './programs.ts';
import { DIRECTORY, ensureRunning, staging } from './rehearsal.ts';
import { describeService, isSteady } from './services.ts';
import { until } from './until.ts';

beforeAll(async () => {
  await ensureRunning();
});

type Finding = { id: string; level: string; finding: string; evidence: string; next: string | null };

async function check(id: string, ...args: string[]): Promise<Finding | undefined> {
  return (await findings(...args)).find((each) => each.id === id);
}

/** With --deep a plan of all units is made first, which takes minutes on a busy machine. */
async function findings(...args: string[]): Promise<Finding[]> {
  const { stdout, stderr } = await run(join(ROOT, 'node_modules/.bin/staging'), ['doctor', '--json', ...args], {
    env: { STAGING_REHEARSAL_DIR: DIRECTORY },
    timeoutMs: 900_000,
  });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { checks: Finding[] }).checks;
}

describe('staging doctor, of what takes a while', () => {
  it('names a stopped database', async () => {
    const rds = new RDSClient(clientOptions());
    const { stdout } = await staging('clock', 'show', '--json');
    const { stopping } = (JSON.parse(stdout) as { durations: { stopping: number } }).durations;
    // The scheduler starts it again as soon as it can: it can not while it stops.
    await staging('clock', 'durations', '--stopping', '45s');
    try {
      await rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier: 'bookmark-manager-staging-db' }));
      expect(await check('database.status')).toMatchObject({
        level: 'fault',
        finding: expect.stringMatching(/^The database is stopp(?:ing|ed) although the environment is to be awake/),
        next: 'staging start',
      });
    } finally {
      await staging('clock', 'durations', '--stopping', `${Math.round(stopping / 1000)}s`);
      await until('it serves again', async () => (await check('database.status'))?.level === 'ok', {
        deadlineMs: 300_000,
      });
    }
  });

  it('names the secret that keeps tasks from starting, and the deployment that was rolled back', async () => {
    const ecs = new ECSClient(clientOptions());
    const before = (await describeService('api')).taskDefinition;
    const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: before }));
    const [container] = taskDefinition?.containerDefinitions ?? [];
    const missing = { name: 'MONGODB_URI', valueFrom: '/bookmark-manager/staging/MONGODB_URI' };
    const { family, cpu, memory, networkMode, executionRoleArn, taskRoleArn, runtimePlatform } = taskDefinition ?? {};
    const registered = await ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        cpu,
        memory,
        networkMode,
        executionRoleArn,
        taskRoleArn,
        runtimePlatform,
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ ...container, secrets: [...(container?.secrets ?? []), missing] }],
      }),
    );
    const roll = (definition: string | undefined) =>
      ecs.send(new UpdateServiceCommand({ cluster: CLUSTER, service: serviceName('api'), taskDefinition: definition }));
    try {
      await roll(registered.taskDefinition?.taskDefinitionArn);
      const named = await until(
        'a task failed',
        async () => {
          const found = await check('secrets.present');
          return found?.level === 'fault' && found;
        },
        { deadlineMs: 60_000 },
      );
      expect(named).toMatchObject({ next: 'staging secrets set MONGODB_URI' });
      const failed = await until(
        'its stop is told',
        async () => {
          const found = await check('starts.api');
          return found?.level !== 'ok' && found;
        },
        { deadlineMs: 120_000 },
      );
      expect(failed).toMatchObject({
        finding: expect.stringMatching(/A secret that it needs is not there: MONGODB_URI\./),
        next: 'staging secrets set MONGODB_URI',
      });
      await until('it is rolled back', async () => (await check('rollout.api'))?.level !== 'ok', {
        deadlineMs: 300_000,
      });
    } finally {
      await roll(before);
      await until('it is as before', () => isSteady('api'), { deadlineMs: 300_000 });
    }
  });

  it('names what was changed by hand, in a plan of now, and takes being asleep for no drift', async () => {
    const logs = new CloudWatchLogsClient(clientOptions());
    const keep = (retentionInDays: number) =>
      logs.send(new PutRetentionPolicyCommand({ logGroupName: '/ecs/bookmark-manager-staging-web', retentionInDays }));
    await keep(30);
    try {
      expect(await check('drift', '--deep')).toMatchObject({
        level: 'fault',
        evidence: expect.stringMatching(/compute: aws_cloudwatch_log_group\.service\["web"\]/),
      });
    } finally {
      await keep(7);
    }
    await staging('stop', '--for', '1h', '--why', 'a test');
    try {
      await until('it sleeps', async () => (await check('condition'))?.finding.startsWith('It is asleep'), {
        deadlineMs: 120_000,
      });
      expect((await findings('--deep')).filter(({ level }) => level === 'fault')).toEqual([]);
    } finally {
      await staging('start', '--for', '2h');
    }
  });
});
