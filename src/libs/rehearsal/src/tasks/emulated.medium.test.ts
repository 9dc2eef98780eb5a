import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  type CreateServiceCommandInput,
  DeleteClusterCommand,
  DeleteServiceCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ExecuteCommandCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  waitUntilServicesInactive,
  waitUntilServicesStable,
  waitUntilTasksRunning,
  waitUntilTasksStopped,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateServiceCommand as CreateNameCommand,
  CreatePrivateDnsNamespaceCommand,
  ListInstancesCommand,
  ListNamespacesCommand,
} from '@aws-sdk/client-servicediscovery';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Clients, createClients } from '../aws.ts';
import { createClock, pause } from '../clock.ts';
import type { Context } from '../context.ts';
import { startEmulator } from '../emulator/index.ts';
import { findPython } from '../emulator/python.ts';
import { createEvents } from '../events.ts';
import { createLoadBalancer, type LoadBalancer } from '../load-balancer/index.ts';
import { createProcesses } from '../processes/index.ts';
import { until } from '../processes/testing.ts';
import { createRelay } from '../relay/index.ts';
import { createStore } from '../store.ts';
import { createImageStore, createTasks, type Tasks } from './index.ts';
import { writeImage } from './testing.ts';

const REGION = 'ap-northeast-1';
const REPOSITORY = `123456789012.dkr.ecr.${REGION}.amazonaws.com/web`;
const stack = new AsyncDisposableStack();
let aws: Clients;
let tasks: Tasks;
let balancer: LoadBalancer;
let made: Awaited<ReturnType<typeof build>>;
let again: () => Promise<Tasks>;

beforeAll(async () => {
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'tasks-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const clock = createClock({ speed: 10 });
  const events = createEvents(clock);
  const store = createStore();
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const emulator = stack.use(await startEmulator({ processes, events, store, python: findPython(), directory }));
  const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
  await relay.listen(0);
  const { endpoint, writes } = relay;
  const context: Context = { clock, events, store, processes, writes, endpoint, region: REGION, directory };
  balancer = stack.use(createLoadBalancer(context, { ports: () => 0, invoke: async () => ({ payload: {} }) }));
  const images = createImageStore(join(directory, 'images'));
  const digest = await images.add('web', writeImage(join(directory, 'web')));
  again = async () => {
    const { targetHealth } = balancer;
    const part = createTasks(context, { images, targetHealth, rewrite: (value) => value, extraEnv: () => ({}) });
    relay.add(part.table);
    await part.start();
    return part;
  };
  relay.add(balancer.table);
  await balancer.start();
  tasks = await again();
  stack.defer(() => tasks[Symbol.asyncDispose]());
  aws = createClients(endpoint, REGION);
  made = await build(`${REPOSITORY}@${digest}`);
});
afterAll(() => stack.disposeAsync());

async function build(image: string) {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId;
  const subnets: string[] = [];
  for (const zone of ['a', 'c']) {
    const input = { VpcId, CidrBlock: `10.0.${subnets.length}.0/24`, AvailabilityZone: REGION + zone };
    subnets.push((await aws.ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId ?? '');
  }
  const guard = await aws.ec2.send(new CreateSecurityGroupCommand({ GroupName: 'alb', Description: 'alb', VpcId }));
  const GroupId = guard.GroupId ?? '';
  const ingress = { GroupId, IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '127.0.0.1/32' };
  await aws.ec2.send(new AuthorizeSecurityGroupIngressCommand(ingress));
  const lb = await aws.elb.send(
    new CreateLoadBalancerCommand({ Name: 'alb', Subnets: subnets, SecurityGroups: [GroupId] }),
  );
  const groups = await aws.elb.send(
    new CreateTargetGroupCommand({
      Name: 'web',
      Protocol: 'HTTP',
      Port: 3000,
      VpcId,
      TargetType: 'ip',
      HealthCheckPath: '/health',
    }),
  );
  const targetGroupArn = groups.TargetGroups?.[0]?.TargetGroupArn ?? '';
  const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: '10' }];
  await aws.elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn: targetGroupArn, Attributes }));
  const LoadBalancerArn = lb.LoadBalancers?.[0]?.LoadBalancerArn;
  const DefaultActions = [{ Type: 'forward' as const, TargetGroupArn: targetGroupArn }];
  await aws.elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions }));
  await aws.serviceDiscovery.send(new CreatePrivateDnsNamespaceCommand({ Name: 'staging.internal', Vpc: VpcId }));
  const NamespaceId = (await aws.serviceDiscovery.send(new ListNamespacesCommand({}))).Namespaces?.[0]?.Id;
  const name = await aws.serviceDiscovery.send(new CreateNameCommand({ Name: 'web', NamespaceId }));
  await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/web' }));
  await aws.ssm.send(new PutParameterCommand({ Name: '/app/SECRET', Value: 'quiet', Type: 'SecureString' }));
  await aws.ecs.send(new CreateClusterCommand({ clusterName: 'c' }));
  const awslogs = { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'web', 'awslogs-region': REGION };
  const container = {
    name: 'web',
    image,
    command: ['node', 'server.mjs'],
    portMappings: [{ containerPort: 3000 }],
    secrets: [{ name: 'SECRET', valueFrom: `arn:aws:ssm:${REGION}:123456789012:parameter/app/SECRET` }],
    logConfiguration: { logDriver: 'awslogs' as const, options: awslogs },
    healthCheck: { command: ['CMD', 'node', 'health.mjs'], interval: 10, retries: 3 },
    stopTimeout: 5,
  };
  const define = (change = {}) =>
    aws.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'web',
        cpu: '256',
        memory: '512',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ ...container, ...change }],
        tags: [{ key: 'from', value: 'definition' }],
      }),
    );
  await define();
  const service: CreateServiceCommandInput = {
    cluster: 'c',
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 1,
    loadBalancers: [{ targetGroupArn, containerName: 'web', containerPort: 3000 }],
    serviceRegistries: [{ registryArn: name.Service?.Arn, containerName: 'web', containerPort: 3000 }],
    networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [GroupId], assignPublicIp: 'ENABLED' } },
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
    healthCheckGracePeriodSeconds: 60,
    enableExecuteCommand: true,
    availabilityZoneRebalancing: 'ENABLED',
    propagateTags: 'SERVICE',
    deploymentConfiguration: {
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
    tags: [{ key: 'AwakeCount', value: '1' }],
  };
  return { targetGroupArn, service, define, nameId: name.Service?.Id ?? '' };
}

/** The waiters ask at AWS's pace; the world here is ten times as fast. */
const waiter = () => ({ client: aws.ecs, maxWaitTime: 40, minDelay: 1, maxDelay: 1 });
const WEB = { cluster: 'c', services: ['web'] };
const describeWeb = async () =>
  (await aws.ecs.send(new DescribeServicesCommand({ ...WEB, include: ['TAGS'] }))).services?.[0];
const running = async () =>
  (await aws.ecs.send(new ListTasksCommand({ cluster: 'c', serviceName: 'web' }))).taskArns ?? [];
const describeTasks = async (arns: string[]) =>
  (await aws.ecs.send(new DescribeTasksCommand({ cluster: 'c', tasks: arns, include: ['TAGS'] }))).tasks ?? [];

it('tells a service back as it was asked for, and is stable once its task is healthy behind the load balancer', async () => {
  await aws.ecs.send(new CreateServiceCommand(made.service));
  await waitUntilServicesStable(waiter(), WEB);
  const { cluster: _, taskDefinition: __, loadBalancers, ...asked } = made.service;
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
    tags: [{ key: 'AwakeCount', value: '1' }],
    containers: [{ name: 'web', lastStatus: 'RUNNING', healthStatus: 'HEALTHY' }],
  });
  const address = task?.attachments?.[0]?.details?.find(({ name }) => name === 'privateIPv4Address')?.value;
  const health = await aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: made.targetGroupArn }));
  expect(health.TargetHealthDescriptions).toMatchObject([{ Target: { Id: address, Port: 3000 } }]);
  const instances = await aws.serviceDiscovery.send(new ListInstancesCommand({ ServiceId: made.nameId }));
  expect(instances.Instances).toMatchObject([
    { Attributes: { AWS_INSTANCE_IPV4: address, AWS_INSTANCE_PORT: '3000' } },
  ]);
  const clusters = await aws.ecs.send(new DescribeClustersCommand({ clusters: ['c'] }));
  expect(clusters.clusters).toMatchObject([{ runningTasksCount: 1, pendingTasksCount: 0, activeServicesCount: 1 }]);
});

it('replaces its tasks by a forced deployment without a failed request', async () => {
  const before = await running();
  const { url } = await until('the door', () => balancer.addresses()[0]);
  const answers = new Map<number | string, number>();
  const over = new AbortController();
  const asking = (async () => {
    while (!over.signal.aborted) {
      const said = await fetch(url).then((answer) => answer.status, String);
      answers.set(said, (answers.get(said) ?? 0) + 1);
      await pause(50);
    }
  })();
  await aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', forceNewDeployment: true }));
  await waitUntilServicesStable(waiter(), WEB);
  over.abort();
  await asking;
  expect([...answers.keys()]).toEqual([200]);
  expect(answers.get(200)).toBeGreaterThan(10);
  expect(await running()).not.toEqual(before);
});

it('runs two tasks when two are desired, in two zones', async () => {
  await aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', desiredCount: 2 }));
  await waitUntilServicesStable(waiter(), WEB);
  const both = await describeTasks(await running());
  expect(both.map((task) => task.availabilityZone).sort()).toEqual([`${REGION}a`, `${REGION}c`]);
  const paged = await aws.ecs.send(new ListTasksCommand({ cluster: 'c', family: 'web', maxResults: 1 }));
  const rest = await aws.ecs.send(new ListTasksCommand({ cluster: 'c', maxResults: 1, nextToken: paged.nextToken }));
  expect([...(paged.taskArns ?? []), ...(rest.taskArns ?? [])].sort()).toEqual(both.map((task) => task.taskArn).sort());
  expect(rest.nextToken).toBeUndefined();
});

it('starts another task in place of one that a person stopped', async () => {
  const [one = ''] = await running();
  await aws.ecs.send(new StopTaskCommand({ cluster: 'c', task: one, reason: 'trying' }));
  await waitUntilTasksStopped(waiter(), { cluster: 'c', tasks: [one] });
  expect(await describeTasks([one])).toMatchObject([{ stopCode: 'UserInitiated', stoppedReason: 'trying' }]);
  await until('two tasks again', async () => (await describeWeb())?.runningCount === 2);
  const stopped = await aws.ecs.send(new ListTasksCommand({ cluster: 'c', desiredStatus: 'STOPPED' }));
  expect(stopped.taskArns).toContain(one);
});

it('gives a deployment up whose image does not exist, and goes back', async () => {
  await made.define({ image: `${REPOSITORY}:gone` });
  await aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', taskDefinition: 'web:2' }));
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
  const stopped = await aws.ecs.send(new ListTasksCommand({ cluster: 'c', desiredStatus: 'STOPPED' }));
  const reasons = (await describeTasks(stopped.taskArns ?? [])).map((task) => task.stoppedReason ?? '');
  expect(reasons.filter((reason) => reason.startsWith('CannotPullContainerError: ')).length).toBeGreaterThanOrEqual(3);
});

it('runs a one-off task with a command of its own, and logs what it says', async () => {
  const run = await aws.ecs.send(
    new RunTaskCommand({
      cluster: 'c',
      taskDefinition: 'web:1',
      launchType: 'FARGATE',
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
  expect((await aws.ecs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual(task?.tags);
  const logStreamNames = [`web/web/${arn.split('/').pop()}`];
  const logged = await aws.logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/web', logStreamNames }));
  expect(logged.events?.map(({ message }) => message)).toEqual(['moin 5']);
});

it('words what cannot be done as ECS does', async () => {
  const [one = ''] = await running();
  const errors = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const update = (input: object) =>
    errors(aws.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'web', ...input })));
  expect(await update({ cluster: 'none' })).toBe('ClusterNotFoundException: Cluster not found.');
  expect(await update({ service: 'none' })).toMatch(/^ServiceNotFoundException: /);
  expect(await update({ taskDefinition: 'none' })).toMatch(/^(ClientException|InvalidParameterException): /);
  expect(await errors(aws.ecs.send(new CreateServiceCommand(made.service)))).toMatch(/idempotent/);
  expect(await errors(aws.ecs.send(new ListTasksCommand({ cluster: 'none' })))).toMatch(/^ClusterNotFound/);
  expect(await errors(aws.ecs.send(new StopTaskCommand({ cluster: 'c', task: 'f00' })))).toMatch(/task was not found/);
  expect(await errors(aws.ecs.send(new DeleteServiceCommand({ cluster: 'c', service: 'web' })))).toMatch(
    /scaled above 0/,
  );
  expect(await errors(aws.ecs.send(new DeleteClusterCommand({ cluster: 'c' })))).toMatch(/^ClusterContainsServices/);
  const exec = new ExecuteCommandCommand({ cluster: 'c', task: one, command: 'sh', interactive: true });
  expect(await errors(aws.ecs.send(exec))).toMatch(/^TargetNotConnectedException: /);
  const missing = await aws.ecs.send(new DescribeTasksCommand({ cluster: 'c', tasks: ['f00'] }));
  expect(missing.failures).toMatchObject([{ reason: 'MISSING' }]);
});

it('brings its services back after a full stop', async () => {
  const before = await running();
  await tasks[Symbol.asyncDispose]();
  expect(tasks.picture().tasks).toEqual([]);
  tasks = await again();
  await waitUntilServicesStable(waiter(), WEB);
  const after = await running();
  await waitUntilTasksRunning(waiter(), { cluster: 'c', tasks: after });
  expect(after.length).toBe(2);
  expect(after).not.toEqual(expect.arrayContaining(before));
  const health = await aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: made.targetGroupArn }));
  expect(health.TargetHealthDescriptions?.filter(({ TargetHealth }) => TargetHealth?.State === 'healthy').length).toBe(
    2,
  );
});

it('is DRAINING when deleted, then INACTIVE once its tasks are gone', async () => {
  const { service } = await aws.ecs.send(new DeleteServiceCommand({ cluster: 'c', service: 'web', force: true }));
  expect(service).toMatchObject({ status: 'DRAINING', desiredCount: 0 });
  await waitUntilServicesInactive(waiter(), WEB);
  expect((await aws.ecs.send(new ListServicesCommand({ cluster: 'c' }))).serviceArns).toEqual([]);
  await aws.ecs.send(new DeleteClusterCommand({ cluster: 'c' }));
});
