import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTasksCommand, ECSClient, RunTaskCommand, type Task } from '@aws-sdk/client-ecs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeAll, describe, expect, it } from 'vitest';
import { CLUSTER, clientOptions, serviceName } from './aws.ts';
import { ensureRunning, running, staging } from './rehearsal.ts';
import { openShell } from './shell.ts';
import { until } from './until.ts';

type Image = { image: string; commit: string | null };

beforeAll(async () => void (await ensureRunning()));

describe('an image', () => {
  it('is built by the command, of one commit always the same, and pushed to where ECR and a task find it', async () => {
    const built = await staging('build', 'api', '--tag', 'v1.0.1', '--json');
    expect(built.code, built.stderr).toBe(0);
    const [{ digest, commit }] = JSON.parse(built.stdout) as [{ digest: string; commit: string }];
    const deployed = await deployedImage('api');
    // The first start built it too; a clone that was worked on since may have built another.
    if (deployed.commit === commit && !commit.endsWith('-dirty')) expect(deployed.image).toContain(digest);

    const pushed = await staging('push', 'api', '--tag', 'v1.0.1', '--json');
    expect(pushed.code, pushed.stderr).toBe(0);
    expect(JSON.parse(pushed.stdout)).toMatchObject([{ digest, tags: ['v1.0.1'], commit }]);
    const type = await openShell();
    const described = await type(
      `aws ecr describe-images --repository-name ${serviceName('api')} --image-ids imageTag=v1.0.1 --query 'imageDetails[0].imageDigest' --output text`,
    );
    expect(described.stdout.trim()).toBe(digest);
  });

  it('is the root of the task that runs it, where this machine allows that', async (context) => {
    const { tasks } = (await (await fetch(`${running()?.endpoint}/_rehearsal/picture`)).json()) as {
      tasks: { rooms: { kind: string; why?: string } };
    };
    if (tasks.rooms.kind !== 'root') context.skip(`containers get no root here: ${tasks.rooms.why}`);
    const look =
      'const { readdirSync } = require("fs"); console.log(JSON.stringify({ uid: process.getuid(), at: process.cwd(), root: readdirSync("/") }))';
    const seen = JSON.parse(await saidBy('web', ['node', '-e', look])) as { uid: number; at: string; root: string[] };
    expect(seen).toMatchObject({ uid: 1000, at: '/app', root: expect.arrayContaining(['app', 'etc', 'tmp']) });
    expect(seen.root).not.toContain('work');
  });
});

async function deployedImage(service: string): Promise<Image> {
  const Name = `/bookmark-manager/staging/images/${service}`;
  const { Parameter } = await new SSMClient(clientOptions()).send(new GetParameterCommand({ Name }));
  return JSON.parse(Parameter?.Value ?? '{}') as Image;
}

/** Runs a task of a service with another command; its first line. */
async function saidBy(service: 'web' | 'api', command: string[]): Promise<string> {
  const ecs = new ECSClient(clientOptions());
  const { tasks = [] } = await ecs.send(
    new RunTaskCommand({
      cluster: CLUSTER,
      taskDefinition: serviceName(service),
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
      overrides: { containerOverrides: [{ name: service, command }] },
    }),
  );
  const id = tasks[0]?.taskArn?.split('/').at(-1) ?? '';
  await until('the task has stopped', async () => {
    const answer: { tasks?: Task[] | undefined } = await ecs.send(
      new DescribeTasksCommand({ cluster: CLUSTER, tasks: [id] }),
    );
    return answer.tasks?.[0]?.lastStatus === 'STOPPED';
  });
  const logs = new CloudWatchLogsClient(clientOptions());
  const stream = { logGroupName: `/ecs/${serviceName(service)}`, logStreamName: `${service}/${service}/${id}` };
  const { events = [] } = await logs.send(new GetLogEventsCommand(stream));
  return events[0]?.message ?? '';
}
