import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { AuthorizeSecurityGroupIngressCommand, RevokeSecurityGroupIngressCommand } from '@aws-sdk/client-ec2';
import {
  DeleteListenerCommand,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyListenerCommand,
  ModifyRuleCommand,
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
import { createNames, type Names } from '../names/index.ts';
import { createLoadBalancer, type LoadBalancer } from './index.ts';
import { until } from './testing.ts';
import { startRelay } from './testing-emulator.ts';
import { buildLikeTerraform, FUNCTION_ARN, split } from './testing-stack.ts';

const stack = new AsyncDisposableStack();
let aws: Clients;
let balancer: LoadBalancer;
let names: Names;
let target: { id: string; port: number };
let made: Awaited<ReturnType<typeof buildLikeTerraform>>;

beforeAll(async () => {
  const { context, relay } = await startRelay(stack);
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
  aws = createClients(context.endpoint, context.region);
  made = await buildLikeTerraform(aws);
});
afterAll(() => stack.disposeAsync());

const ingress = (cidr: string) => ({
  GroupId: made.securityGroup,
  IpProtocol: 'tcp',
  FromPort: 80,
  ToPort: 80,
  CidrIp: cidr,
});
const url = async () => (await until(() => balancer.addresses()[0]?.url, Boolean)) ?? '';
const text = async (path: string) => {
  const address = await url();
  return fetch(address + path).then(
    (answer) => answer.text(),
    () => 'no answer',
  );
};

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
    expect(await text('/')).toBe('no answer');
    await aws.ec2.send(new AuthorizeSecurityGroupIngressCommand(ingress('127.0.0.1/32')));
    await until(
      () => text('/'),
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
      { id: FUNCTION_ARN, state: 'unavailable', reason: 'Target.HealthCheckDisabled' },
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
      () => text('/'),
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
