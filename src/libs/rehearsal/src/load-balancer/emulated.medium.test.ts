import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreatePrivateDnsNamespaceCommand,
  CreateServiceCommand,
  DeregisterInstanceCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
} from '@aws-sdk/client-servicediscovery';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clients, createClients } from '../aws.ts';
import { createClock } from '../clock.ts';
import { startEmulator } from '../emulator/index.ts';
import { findPython } from '../emulator/python.ts';
import { createEvents } from '../events.ts';
import { createNames, type Names } from '../names/index.ts';
import { createProcesses } from '../processes/index.ts';
import { createRelay } from '../relay/index.ts';
import { createStore } from '../store.ts';
import { createLoadBalancer, type LoadBalancer } from './index.ts';
import { until } from './testing.ts';

const REGION = 'ap-northeast-1';
const FUNCTION = `arn:aws:lambda:${REGION}:123456789012:function:wake`;

const stack = new AsyncDisposableStack();
let aws: Clients;
let balancer: LoadBalancer;
let names: Names;
let target: { id: string; port: number };
let made: Awaited<ReturnType<typeof build>>;

beforeAll(async () => {
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'load-balancer-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const clock = createClock({ speed: 10 });
  const events = createEvents(clock);
  const store = createStore();
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const emulator = stack.use(await startEmulator({ processes, events, store, python: findPython(), directory }));
  const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
  await relay.listen(0);
  const context = {
    clock,
    events,
    store,
    processes,
    writes: relay.writes,
    endpoint: relay.endpoint,
    region: REGION,
    directory,
  };
  balancer = stack.use(
    createLoadBalancer(context, {
      ports: () => 0,
      invoke: async () => ({ payload: { statusCode: 503, body: 'asleep' } }),
    }),
  );
  names = stack.use(createNames(context, { databases: () => [] }));
  relay.add(balancer.table);
  await Promise.all([balancer.start(), names.start()]);
  const server = http.createServer((_, response) => response.end('awake'));
  stack.defer(() => void server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.91.1', resolve));
  target = { id: '127.0.91.1', port: (server.address() as AddressInfo).port };
  aws = createClients(relay.endpoint, REGION);
  made = await build();
});
afterAll(() => stack.disposeAsync());

/** What Terraform makes, in the same shape: every rule names an app group and the wake group, 0/100. */
async function build() {
  const { Vpc } = await aws.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const subnet = async (zone: string, CidrBlock: string) =>
    (
      await aws.ec2.send(
        new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock, AvailabilityZone: `${REGION}${zone}` }),
      )
    ).Subnet?.SubnetId ?? '';
  const Subnets = [await subnet('a', '10.0.1.0/24'), await subnet('c', '10.0.2.0/24')];
  const { GroupId = '' } = await aws.ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'alb', Description: 'alb', VpcId: Vpc?.VpcId }),
  );
  const { LoadBalancers } = await aws.elb.send(
    new CreateLoadBalancerCommand({ Name: 'alb', Subnets, SecurityGroups: [GroupId] }),
  );
  const group = async (Name: string) => {
    const input = {
      Name,
      Protocol: 'HTTP',
      Port: 3000,
      VpcId: Vpc?.VpcId,
      TargetType: 'ip',
      HealthCheckPath: '/health',
      HealthCheckIntervalSeconds: 5,
    } as const;
    return (await aws.elb.send(new CreateTargetGroupCommand(input))).TargetGroups?.[0]?.TargetGroupArn ?? '';
  };
  const [web, idle] = [await group('web'), await group('idle')];
  const wakeGroup = await aws.elb.send(new CreateTargetGroupCommand({ Name: 'wake', TargetType: 'lambda' }));
  const wake = wakeGroup.TargetGroups?.[0]?.TargetGroupArn ?? '';
  await aws.elb.send(new RegisterTargetsCommand({ TargetGroupArn: wake, Targets: [{ Id: FUNCTION }] }));
  await aws.elb.send(
    new ModifyTargetGroupAttributesCommand({
      TargetGroupArn: web,
      Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '20' }],
    }),
  );
  const { Listeners } = await aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: split(web, wake, 0),
    }),
  );
  const listener = Listeners?.[0]?.ListenerArn ?? '';
  const rule = await aws.elb.send(
    new CreateRuleCommand({
      ListenerArn: listener,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }],
      Actions: split(web, wake, 0),
    }),
  );
  return { securityGroup: GroupId, web, idle, wake, listener, rule: rule.Rules?.[0]?.RuleArn ?? '' };
}

const split = (app: string, wake: string, weight: number) => [
  {
    Type: 'forward' as const,
    ForwardConfig: {
      TargetGroups: [
        { TargetGroupArn: app, Weight: weight },
        { TargetGroupArn: wake, Weight: 100 - weight },
      ],
    },
  },
];

const ingress = (cidr: string) => ({
  GroupId: made.securityGroup,
  IpProtocol: 'tcp',
  FromPort: 80,
  ToPort: 80,
  CidrIp: cidr,
});
const url = async () => (await until(() => balancer.addresses()[0]?.url, Boolean)) ?? '';
const text = async (path: string) => (await fetch((await url()) + path)).text().catch((error) => String(error));
const textOr = (path: string) => text(path).catch(() => 'no answer');

async function health(group: string) {
  const { TargetHealthDescriptions = [] } = await aws.elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: group }),
  );
  return TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
    id: Target?.Id,
    state: TargetHealth?.State,
    reason: TargetHealth?.Reason,
  }));
}

describe('a load balancer that the emulator holds', () => {
  it('lets nobody in before its security group says so, and everybody it names at once', async () => {
    expect(await textOr('/')).toBe('no answer');
    await aws.ec2.send(new AuthorizeSecurityGroupIngressCommand(ingress('127.0.0.1/32')));
    await until(
      () => textOr('/'),
      (said) => said === 'asleep',
    );
  });

  it('follows the weights of its rules and of its default action', async () => {
    await aws.elb.send(
      new RegisterTargetsCommand({ TargetGroupArn: made.web, Targets: [{ Id: target.id, Port: target.port }] }),
    );
    await until(
      () => balancer.targetHealth(made.web, target.id, target.port),
      (state) => state === 'healthy',
    );
    await aws.elb.send(new ModifyRuleCommand({ RuleArn: made.rule, Actions: split(made.web, made.wake, 100) }));
    await until(
      () => text('/api/x'),
      (said) => said === 'awake',
      500,
    );
    expect(await text('/')).toBe('asleep');
    await aws.elb.send(
      new ModifyListenerCommand({ ListenerArn: made.listener, DefaultActions: split(made.web, made.wake, 100) }),
    );
    await until(
      () => text('/'),
      (said) => said === 'awake',
      500,
    );
  });

  it('tells where its targets stand', async () => {
    await aws.elb.send(
      new RegisterTargetsCommand({ TargetGroupArn: made.idle, Targets: [{ Id: '127.0.91.2', Port: 3000 }] }),
    );
    expect(await health(made.web)).toEqual([{ id: target.id, state: 'healthy', reason: undefined }]);
    expect(await health(made.idle)).toEqual([{ id: '127.0.91.2', state: 'unused', reason: 'Target.NotInUse' }]);
    expect(await health(made.wake)).toEqual([
      { id: FUNCTION, state: 'unavailable', reason: 'Target.HealthCheckDisabled' },
    ]);
  });

  it('drains a deregistered target as its group says, then forgets it', async () => {
    await aws.elb.send(
      new DeregisterTargetsCommand({ TargetGroupArn: made.web, Targets: [{ Id: target.id, Port: target.port }] }),
    );
    expect(balancer.targetHealth(made.web, target.id, target.port)).toBe('draining');
    expect(await health(made.web)).toEqual([
      { id: target.id, state: 'draining', reason: 'Target.DeregistrationInProgress' },
    ]);
    expect(await text('/')).toContain('503');
    await until(
      () => health(made.web),
      (targets) => targets.length === 0,
    );
    expect(balancer.targetHealth(made.web, target.id, target.port)).toBe('unused');
  });

  it('lets an address that was taken off the list in no more', async () => {
    await aws.ec2.send(new RevokeSecurityGroupIngressCommand(ingress('127.0.0.1/32')));
    await until(
      () => textOr('/'),
      (said) => said === 'no answer',
    );
  });

  it('closes the port of a deleted listener', async () => {
    const port = Number(new URL(await url()).port);
    await aws.elb.send(new DeleteListenerCommand({ ListenerArn: made.listener }));
    await until(() => refuses('127.0.0.1', port), Boolean);
  });
});

describe('a name that Cloud Map holds', () => {
  it('leads to the instances that are registered', async () => {
    await aws.serviceDiscovery.send(new CreatePrivateDnsNamespaceCommand({ Name: 'staging.internal', Vpc: 'vpc-1' }));
    const { Namespaces } = await aws.serviceDiscovery.send(new ListNamespacesCommand({}));
    const NamespaceId = Namespaces?.[0]?.Id;
    const DnsConfig = {
      NamespaceId,
      DnsRecords: [
        { Type: 'A' as const, TTL: 10 },
        { Type: 'SRV' as const, TTL: 10 },
      ],
    };
    const service = await aws.serviceDiscovery.send(new CreateServiceCommand({ Name: 'api', NamespaceId, DnsConfig }));
    const address = await until(
      () => names.rewrite('api.staging.internal'),
      (value) => value.startsWith('127.0.8.'),
    );
    const instance = { ServiceId: service.Service?.Id, InstanceId: 'task-1' };
    const Attributes = { AWS_INSTANCE_IPV4: target.id, AWS_INSTANCE_PORT: String(target.port) };
    await aws.serviceDiscovery.send(new RegisterInstanceCommand({ ...instance, Attributes }));
    await until(
      () => refuses(address, target.port),
      (refused) => !refused,
    );
    expect(await (await fetch(`http://${address}:${target.port}`)).text()).toBe('awake');
    await aws.serviceDiscovery.send(new DeregisterInstanceCommand(instance));
    await until(() => refuses(address, target.port), Boolean);
  });
});

function refuses(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('error', () => resolve(true));
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });
}
