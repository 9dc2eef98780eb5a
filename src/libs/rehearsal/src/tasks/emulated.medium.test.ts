import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateServiceCommand,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  waitUntilServicesInactive,
  waitUntilServicesStable,
  waitUntilTasksRunning,
  waitUntilTasksStopped,
} from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListInstancesCommand } from '@aws-sdk/client-servicediscovery';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pause } from '../clock/index.ts';
import { until } from '../processes/testing.ts';
import { REPOSITORY, startEmulated } from './testing-emulated.ts';

const REGION = 'ap-northeast-1';
let world: Awaited<ReturnType<typeof startEmulated>>;

beforeAll(async () => {
  world = await startEmulated();
});
afterAll(() => world[Symbol.asyncDispose]());

/** The waiters ask at AWS's pace; the world here is ten times as fast. */
const waiter = () => ({ client: world.aws.ecs, maxWaitTime: 40, minDelay: 1, maxDelay: 1 });
const WEB = { cluster: 'c', services: ['web'] };
const describeWeb = async () =>
  (await world.aws.ecs.send(new DescribeServicesCommand({ ...WEB, include: ['TAGS'] }))).services?.[0];
const running = async () =>
  (await world.aws.ecs.send(new ListTasksCommand({ cluster: 'c', serviceName: 'web' }))).taskArns ?? [];
const describeTasks = async (arns: string[]) =>
  (await world.aws.ecs.send(new DescribeTasksCommand({ cluster: 'c', tasks: arns, include: ['TAGS'] }))).tasks ?? [];

it('tells a service back as it was asked for, and is stable once its task is healthy behind the load balancer', async () => {
  await world.aws.ecs.send(new CreateServiceCommand(world.service));
  await waitUntilServicesStable(waiter(), WEB);
  await until(
    'a completed deployment',
    async () => (await describeWeb())?.deployments?.[0]?.rolloutState === 'COMPLETED',
  );
  const { cluster: _, taskDefinition: __, loadBalancers, ...asked } = world.service;
  const web = await describeWeb();
  expect(web).toMatchObject({ ...asked, loadBalancers, runningCount: 1, pendingCount: 0, status: 'ACTIVE' });
  expect(web?.launchType).toBeUndefined();
  expect(web?.taskDefinition).toMatch(/task-definition\/web:1$/);
  expect(web?.deployments).toMatchObject([
    { status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 1, desiredCount: 1 },
  ]);
  expect(web?.events?.map(({ message }) => message?.replace(/[0-9a-f]{32}|\/\d+/g, 'X'))).toContain(
    '(service web) has started 1 tasks: (task X).',
  );
  const [task] = await describeTasks(await running());
  expect(task).toMatchObject({
    lastStatus: 'RUNNING',
    healthStatus: 'HEALTHY',
    group: 'service:web',
    capacityProviderName: 'FARGATE',
    enableExecuteCommand: true,
    availabilityZone: `${REGION}a`,
    tags: [
      { key: 'aws:ecs:clusterName', value: 'c' },
      { key: 'aws:ecs:serviceName', value: 'web' },
      { key: 'AwakeCount', value: '1' },
    ],
    containers: [{ name: 'web', lastStatus: 'RUNNING', healthStatus: 'HEALTHY' }],
  });
  const address = task?.attachments?.[0]?.details?.find(({ name }) => name === 'privateIPv4Address')?.value;
  const health = await world.aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: world.targetGroupArn }));
  expect(health.TargetHealthDescriptions).toMatchObject([{ Target: { Id: address, Port: 3000 } }]);
  const instances = await world.aws.serviceDiscovery.send(new ListInstancesCommand({ ServiceId: world.nameId }));
  expect(instances.Instances).toMatchObject([
    { Attributes: { AWS_INSTANCE_IPV4: address, AWS_INSTANCE_PORT: '3000' } },
  ]);
  const clusters = await world.aws.ecs.send(new DescribeClustersCommand({ clusters: ['c'] }));
  expect(clusters.clusters).toMatchObject([{ runningTasksCount: 1, pendingTasksCount: 0, activeServicesCount: 1 }]);
});

it('replaces its tasks by a forced deployment without a failed request', async () => {
  const before = await running();
  const { url } = await until('the door', () => world.balancer.addresses()[0]);
  const answers = new Map<number | string, number>();
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const said = await fetch(url).then((answer) => answer.status, String);
      answers.set(said, (answers.get(said) ?? 0) + 1);
      await pause(50);
    }
  })();
  await world.aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', forceNewDeployment: true }));
  await waitUntilServicesStable(waiter(), WEB);
  over.abort();
  await asking;
  expect([...answers.keys()]).toEqual([200]);
  expect(answers.get(200)).toBeGreaterThan(10);
  expect(await running()).not.toEqual(before);
});

it('runs two tasks when two are desired, in two zones', async () => {
  await world.aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', desiredCount: 2 }));
  await waitUntilServicesStable(waiter(), WEB);
  const both = await describeTasks(await running());
  expect(both.map((task) => task.availabilityZone).sort()).toEqual([`${REGION}a`, `${REGION}c`]);
  const paged = await world.aws.ecs.send(new ListTasksCommand({ cluster: 'c', family: 'web', maxResults: 1 }));
  const rest = await world.aws.ecs.send(
    new ListTasksCommand({ cluster: 'c', maxResults: 1, nextToken: paged.nextToken }),
  );
  expect([...(paged.taskArns ?? []), ...(rest.taskArns ?? [])].sort()).toEqual(both.map((task) => task.taskArn).sort());
  expect(rest.nextToken).toBeUndefined();
});

it('starts another task in place of one that a person stopped', async () => {
  const [one = ''] = await running();
  await world.aws.ecs.send(new StopTaskCommand({ cluster: 'c', task: one, reason: 'trying' }));
  await waitUntilTasksStopped(waiter(), { cluster: 'c', tasks: [one] });
  expect(await describeTasks([one])).toMatchObject([{ stopCode: 'UserInitiated', stoppedReason: 'trying' }]);
  await until('two tasks again', async () => (await describeWeb())?.runningCount === 2);
  const stopped = await world.aws.ecs.send(new ListTasksCommand({ cluster: 'c', desiredStatus: 'STOPPED' }));
  expect(stopped.taskArns).toContain(one);
});

it('gives a deployment up whose image does not exist, and goes back', async () => {
  await world.define({ image: `${REPOSITORY}:gone` });
  await world.aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', taskDefinition: 'web:2' }));
  const events = async () => ((await describeWeb())?.events ?? []).map(({ message }) => message ?? '').join('\n');
  await until('the rollback', async () => /rolling back to \(deployment/.test(await events()), 30_000);
  await waitUntilServicesStable(waiter(), WEB);
  const web = await describeWeb();
  expect(web?.taskDefinition).toMatch(/web:1$/);
  expect(web?.deployments).toMatchObject([
    {
      rolloutState: 'COMPLETED',
      rolloutStateReason: expect.stringMatching(/^ECS deployment circuit breaker: rolling back to/),
    },
  ]);
  const stopped = await world.aws.ecs.send(new ListTasksCommand({ cluster: 'c', desiredStatus: 'STOPPED' }));
  const reasons = (await describeTasks(stopped.taskArns ?? [])).map((task) => task.stoppedReason ?? '');
  expect(reasons.filter((reason) => reason.startsWith('CannotPullContainerError: ')).length).toBeGreaterThanOrEqual(3);
});

it('runs a one-off task with a command of its own, and logs what it says', async () => {
  const run = await world.aws.ecs.send(
    new RunTaskCommand({
      cluster: 'c',
      taskDefinition: 'web:1',
      launchType: 'FARGATE',
      networkConfiguration: world.service.networkConfiguration,
      startedBy: 'a-person',
      tags: [{ key: 'why', value: 'migration' }],
      overrides: {
        containerOverrides: [
          {
            name: 'web',
            command: ['node', '-e', 'console.log(process.env.WORD, process.env.SECRET.length); process.exitCode = 3'],
            environment: [{ name: 'WORD', value: 'moin' }],
          },
        ],
      },
    }),
  );
  const arn = run.tasks?.[0]?.taskArn ?? '';
  await waitUntilTasksStopped(waiter(), { cluster: 'c', tasks: [arn] });
  const [task] = await describeTasks([arn]);
  expect(task).toMatchObject({
    group: 'family:web',
    startedBy: 'a-person',
    stopCode: 'EssentialContainerExited',
    tags: [{ key: 'why', value: 'migration' }],
    containers: [{ exitCode: 3, lastStatus: 'STOPPED' }],
  });
  expect((await world.aws.ecs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual(task?.tags);
  const logStreamNames = [`web/web/${arn.split('/').pop()}`];
  const logged = await world.aws.logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/web', logStreamNames }));
  expect(logged.events?.map(({ message }) => message)).toEqual(['moin 5']);
});

it('words what cannot be done as ECS does', async () => {
  const errors = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const update = (input: object) =>
    errors(world.aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', ...input })));
  expect(await update({ cluster: 'none' })).toBe('ClusterNotFoundException: Cluster not found.');
  expect(await update({ service: 'none' })).toMatch(/^ServiceNotFoundException: /);
  expect(await update({ taskDefinition: 'none' })).toMatch(/^(ClientException|InvalidParameterException): /);
  expect(await errors(world.aws.ecs.send(new CreateServiceCommand(world.service)))).toMatch(/idempotent/);
  expect(await errors(world.aws.ecs.send(new ListTasksCommand({ cluster: 'none' })))).toMatch(/^ClusterNotFound/);
  expect(await errors(world.aws.ecs.send(new StopTaskCommand({ cluster: 'c', task: 'f00' })))).toMatch(
    /task was not found/,
  );
  expect(await errors(world.aws.ecs.send(new DeleteServiceCommand({ cluster: 'c', service: 'web' })))).toMatch(
    /scaled above 0/,
  );
  expect(await errors(world.aws.ecs.send(new DeleteClusterCommand({ cluster: 'c' })))).toMatch(
    /^ClusterContainsServices/,
  );
  const bare = new RunTaskCommand({ cluster: 'c', taskDefinition: 'web:1' });
  expect(await errors(world.aws.ecs.send(bare))).toMatch(
    /^InvalidParameterException: Network Configuration must be provided/,
  );
  const missing = await world.aws.ecs.send(new DescribeTasksCommand({ cluster: 'c', tasks: ['f00'] }));
  expect(missing.failures).toMatchObject([{ reason: 'MISSING' }]);
});

it('brings its services back after a full stop', async () => {
  const before = await running();
  await world.stopTasks();
  expect(world.picture().tasks).toEqual([]);
  await world.startTasksAgain();
  await waitUntilServicesStable(waiter(), WEB);
  const after = await running();
  await waitUntilTasksRunning(waiter(), { cluster: 'c', tasks: after });
  expect(after.length).toBe(2);
  expect(after).not.toEqual(expect.arrayContaining(before));
  const health = await world.aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: world.targetGroupArn }));
  expect(health.TargetHealthDescriptions?.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length).toBe(
    2,
  );
});

it('is DRAINING when deleted, then INACTIVE once its tasks are gone', async () => {
  const { service } = await world.aws.ecs.send(new DeleteServiceCommand({ cluster: 'c', service: 'web', force: true }));
  expect(service).toMatchObject({ status: 'DRAINING', desiredCount: 0 });
  await waitUntilServicesInactive(waiter(), WEB);
  expect((await world.aws.ecs.send(new ListServicesCommand({ cluster: 'c' }))).serviceArns).toEqual([]);
  await world.aws.ecs.send(new DeleteClusterCommand({ cluster: 'c' }));
});
