import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  type CreateServiceCommandInput,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateServiceCommand as CreateNameCommand,
  CreatePrivateDnsNamespaceCommand,
  ListNamespacesCommand,
} from '@aws-sdk/client-servicediscovery';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { type Clients, createClients } from '../aws.ts';
import { createClock, createPace } from '../clock/index.ts';
import type { Context } from '../context.ts';
import { startEmulator } from '../emulator/index.ts';
import { findPython } from '../emulator/python.ts';
import { createEvents } from '../events.ts';
import { createLoadBalancer } from '../load-balancer/index.ts';
import { createProcesses } from '../processes/index.ts';
import { createRelay } from '../relay/index.ts';
import { createStore } from '../store.ts';
import { createRooms, createTasks } from './index.ts';
import { oneImage, writeImage } from './testing.ts';

const REGION = 'ap-northeast-1';
export const REPOSITORY = `123456789012.dkr.ecr.${REGION}.amazonaws.com/web`;

/**
 * The tasks part with a load balancer on a real emulator behind the relay, ten times as fast as the machine, and what
 * Terraform would have made for a service `web`.
 */
export async function startEmulated() {
  await using stack = new AsyncDisposableStack();
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'tasks-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const clock = createClock({ speed: 10 });
  const pace = createPace(10);
  const events = createEvents(clock);
  const store = createStore();
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const emulator = stack.use(await startEmulator({ processes, events, store, python: findPython(), directory }));
  const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
  await relay.listen(0);
  const { endpoint, writes } = relay;
  const context: Context = { clock, pace, events, store, processes, writes, endpoint, region: REGION, directory };
  const balancer = stack.use(createLoadBalancer(context, { ports: () => 0, invoke: async () => ({ payload: {} }) }));
  const image = `${REPOSITORY}@sha256:${'1'.repeat(64)}`;
  const images = oneImage(image, writeImage(join(directory, 'web')));
  const rooms = await createRooms({ directory: join(directory, 'tasks'), kind: 'folder' });
  relay.add(balancer.table);
  await balancer.start();
  const { targetHealth } = balancer;
  const make = async () => {
    const part = createTasks(context, { images, rooms, targetHealth, rewrite: (value) => value, extraEnv: () => ({}) });
    relay.add(part.table);
    await part.start();
    return part;
  };
  let tasks = await make();
  stack.defer(() => tasks[Symbol.asyncDispose]());
  const aws = createClients(endpoint, REGION);
  const made = await build(aws, image);
  const ending = stack.move();
  return {
    aws,
    balancer,
    ...made,
    picture: () => tasks.picture(),
    stopTasks: () => tasks[Symbol.asyncDispose](),
    async startTasksAgain() {
      tasks = await make();
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

async function build(aws: Clients, image: string) {
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
      HealthCheckIntervalSeconds: 60,
      HealthCheckTimeoutSeconds: 50,
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
    // World seconds: a busy machine takes half a real one to start a program.
    healthCheck: { command: ['CMD', 'node', 'health.mjs'], interval: 10, timeout: 60, retries: 3 },
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
    enableECSManagedTags: true,
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
