import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type Service as EcsService,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import type { TaskSize } from '@bookmark-manager/cost';
import { awakeCountOf } from '@bookmark-manager/schedule';
import { CLUSTER, PREFIX, SERVICES, type Service, serviceName } from '../../names.ts';
import { sizeOf } from '../../price/applied.ts';
import type { ClientOptions } from '../../target/target.ts';
import { orNull } from '../look.ts';
import { readArchitectures } from './repositories.ts';

/** What a task is started from. */
export type Definition = {
  name: string;
  image: string;
  architecture: 'ARM64' | 'X86_64';
  /** For which processors ECR has its image; null: it does not tell. */
  imageArchitectures: readonly string[] | null;
  secrets: readonly { name: string; parameter: string }[];
  /** ECS Exec needs a process that reaps what it leaves behind. */
  init: boolean;
  readonlyRoot: boolean;
};

export type ServiceFacts = {
  desired: number;
  running: number;
  awakeCount: number;
  exec: boolean;
  publicAddress: boolean;
  subnets: readonly string[];
  groups: readonly string[];
  definition: Definition | null;
  size: TaskSize | null;
  /** The newest rollout: IN_PROGRESS, COMPLETED, FAILED, and why. */
  rollout: { state: string; why: string; failed: number };
  events: readonly { at: Date; message: string }[];
};

/** The services as ECS describes them; null: there is none of that name. And what migrations are started from. */
export type Services = { of: Readonly<Record<Service, ServiceFacts | null>>; migrate: Definition | null };

export async function readServices(options: ClientOptions): Promise<Services> {
  const ecs = new ECSClient(options);
  const asked = ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: SERVICES.map(serviceName), include: ['TAGS'] }),
  );
  const found = (await orNull(asked))?.services?.filter(({ status }) => status === 'ACTIVE') ?? [];
  const read = async (service: Service) => {
    const described = found.find(({ serviceName: name }) => name === serviceName(service));
    return described ? factsOf(ecs, options, service, described) : null;
  };
  const [web, api, migrate] = await Promise.all([read('web'), read('api'), readMigrate(ecs)]);
  return { of: { web, api }, migrate };
}

async function factsOf(
  ecs: ECSClient,
  options: ClientOptions,
  service: Service,
  described: EcsService,
): Promise<ServiceFacts> {
  const { taskDefinition } = described;
  const found = (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition;
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp,
  } = described.networkConfiguration?.awsvpcConfiguration ?? {};
  const primary = described.deployments?.find(({ status }) => status === 'PRIMARY');
  return {
    desired: described.desiredCount ?? 0,
    running: described.runningCount ?? 0,
    awakeCount: awakeCountOf(described.tags?.find(({ key }) => key === 'AwakeCount')?.value),
    exec: described.enableExecuteCommand === true,
    publicAddress: assignPublicIp === 'ENABLED',
    subnets,
    groups: securityGroups,
    definition: found ? await withArchitectures(options, service, definitionOf(found)) : null,
    size: found ? sizeOf(described, found) : null,
    rollout: {
      state: primary?.rolloutState ?? '',
      why: primary?.rolloutStateReason ?? '',
      failed: primary?.failedTasks ?? 0,
    },
    events: (described.events ?? []).map(({ createdAt, message }) => ({
      at: createdAt ?? new Date(0),
      message: message ?? '',
    })),
  };
}

async function readMigrate(ecs: ECSClient): Promise<Definition | null> {
  const asked = ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: `${PREFIX}-migrate` }));
  // ECS says "Unable to describe task definition" of one that it does not know.
  const found = await asked.catch((error: unknown) => {
    if (error instanceof Error && error.name === 'ClientException') return null;
    throw error;
  });
  return found?.taskDefinition ? definitionOf(found.taskDefinition) : null;
}

function definitionOf({ taskDefinitionArn = '', runtimePlatform, containerDefinitions }: TaskDefinition): Definition {
  const container = containerDefinitions?.[0] ?? {};
  return {
    name: taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf('/') + 1),
    image: container.image ?? '',
    architecture: runtimePlatform?.cpuArchitecture === 'ARM64' ? 'ARM64' : 'X86_64',
    imageArchitectures: null,
    secrets: (container.secrets ?? []).map(({ name = '', valueFrom = '' }) => ({
      name,
      parameter: valueFrom.replace(/^arn:[^/]*:parameter(?=\/)/, ''),
    })),
    init: container.linuxParameters?.initProcessEnabled === true,
    readonlyRoot: container.readonlyRootFilesystem === true,
  };
}

/** One that ECR does not tell is no reason to see nothing of the service. */
async function withArchitectures(
  options: ClientOptions,
  service: Service,
  definition: Definition,
): Promise<Definition> {
  const [, digest] = definition.image.split('@');
  const tag = /:([^/:]+)$/.exec(definition.image)?.[1] ?? 'latest';
  const id = digest ? { imageDigest: digest } : { imageTag: tag };
  const imageArchitectures = await readArchitectures(options, service, id).catch(() => null);
  return { ...definition, imageArchitectures };
}
