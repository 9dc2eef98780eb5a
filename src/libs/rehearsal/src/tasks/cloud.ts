import {
  CreateLogStreamCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { DescribeTaskDefinitionCommand, ListTagsForResourceCommand } from '@aws-sdk/client-ecs';
import {
  DeregisterTargetsCommand,
  DescribeTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DeregisterInstanceCommand,
  RegisterInstanceCommand,
  UpdateInstanceCustomHealthStatusCommand,
} from '@aws-sdk/client-servicediscovery';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import type { Clients } from '../aws.ts';
import type { Tag, TaskDefinition } from './types.ts';

/** A line of a log; `timestamp` in milliseconds since 1970. */
export type LogLine = { timestamp: number; message: string };

/** What the tasks part asks of the other AWS services, in its own words. */
export interface Cloud {
  taskDefinition(arn: string): Promise<{ definition: TaskDefinition; tags: Tag[] }>;
  tags(arn: string): Promise<Tag[]>;
  /** Decrypted values by name; those that don't exist are left out. At most ten names. */
  parameters(names: string[]): Promise<Map<string, string>>;
  registerTarget(targetGroupArn: string, address: string, port: number): Promise<void>;
  deregisterTarget(targetGroupArn: string, address: string, port: number): Promise<void>;
  deregistrationDelaySeconds(targetGroupArn: string): Promise<number>;
  registerInstance(serviceId: string, id: string, attributes: Record<string, string>): Promise<void>;
  deregisterInstance(serviceId: string, id: string): Promise<void>;
  reportInstance(serviceId: string, id: string, healthy: boolean): Promise<void>;
  createLogStream(group: string, stream: string): Promise<void>;
  putLogEvents(group: string, stream: string, lines: readonly LogLine[]): Promise<void>;
  availabilityZone(subnetId: string): Promise<string | undefined>;
}

/** The cloud behind the relay. */
export function createCloud(clients: Clients): Cloud {
  const target = (address: string, port: number) => [{ Id: address, Port: port }];
  return {
    async taskDefinition(taskDefinition) {
      const answer = await clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }));
      return { definition: answer.taskDefinition as TaskDefinition, tags: (answer.tags ?? []) as Tag[] };
    },
    async tags(resourceArn) {
      return ((await clients.ecs.send(new ListTagsForResourceCommand({ resourceArn }))).tags ?? []) as Tag[];
    },
    async parameters(Names) {
      const answer = await clients.ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
      return new Map((answer.Parameters ?? []).map((one) => [one.Name ?? '', one.Value ?? '']));
    },
    async registerTarget(TargetGroupArn, address, port) {
      await clients.elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: target(address, port) }));
    },
    async deregisterTarget(TargetGroupArn, address, port) {
      await clients.elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets: target(address, port) }));
    },
    async deregistrationDelaySeconds(TargetGroupArn) {
      const answer = await clients.elb.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }));
      const found = answer.Attributes?.find((one) => one.Key === 'deregistration_delay.timeout_seconds');
      return Number(found?.Value ?? 300);
    },
    async registerInstance(ServiceId, InstanceId, Attributes) {
      await clients.serviceDiscovery.send(new RegisterInstanceCommand({ ServiceId, InstanceId, Attributes }));
    },
    async deregisterInstance(ServiceId, InstanceId) {
      await clients.serviceDiscovery.send(new DeregisterInstanceCommand({ ServiceId, InstanceId }));
    },
    async reportInstance(ServiceId, InstanceId, healthy) {
      const Status = healthy ? 'HEALTHY' : 'UNHEALTHY';
      await clients.serviceDiscovery.send(
        new UpdateInstanceCustomHealthStatusCommand({ ServiceId, InstanceId, Status }),
      );
    },
    async createLogStream(logGroupName, logStreamName) {
      const made = clients.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      await made.catch((error) => {
        if (!(error instanceof ResourceAlreadyExistsException)) throw error;
      });
    },
    async putLogEvents(logGroupName, logStreamName, lines) {
      const logEvents: InputLogEvent[] = lines.map(({ timestamp, message }) => ({ timestamp, message }));
      await clients.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    },
    async availabilityZone(subnetId) {
      const answer = await clients.ec2.send(new DescribeSubnetsCommand({ SubnetIds: [subnetId] }));
      return answer.Subnets?.[0]?.AvailabilityZone;
    },
  };
}
