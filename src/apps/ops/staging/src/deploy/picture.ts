import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTasksCommand,
  type ECSClient,
  type Service as EcsService,
  ListTasksCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { StagingError } from '../errors.ts';
import { CLUSTER, type Service, serviceName } from '../names.ts';

/** One service in the middle of a deployment, as ECS and the load balancer show it. */
export type Picture = {
  desired: number;
  /** What runs or is being rolled out, the primary one first. */
  deployments: SeenDeployment[];
  /** Those that run, and those that stopped in the last hour. */
  tasks: SeenTask[];
  /** The service's messages, the newest first, as ECS words them. */
  events: { id: string; text: string }[];
};

export type SeenDeployment = {
  id: string;
  primary: boolean;
  taskDefinition: string;
  rollout: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  /** As ECS words it. */
  reason: string;
  failed: number;
};

export type SeenTask = {
  id: string;
  /** The deployment that started it. */
  deployment: string;
  taskDefinition: string;
  status: string;
  /** It is to run: nobody has told it to stop. */
  wanted: boolean;
  /** The load balancer sends it visitors, or where it has no target, its own check is content. */
  healthy: boolean;
  /** Why the load balancer does not, in its words. */
  target: string | null;
  stoppedAt: Date | null;
  stopCode: string | null;
  /** As ECS words it. */
  stopped: string | null;
  containers: { name: string; exitCode: number | null; reason: string | null }[];
};

/** The boundary to AWS. */
export type Clients = { ecs: ECSClient; elb: ElasticLoadBalancingV2Client };

/** Looks at a service, its deployments, tasks and targets. @throws StagingError when there is no such service */
export async function readPicture({ ecs, elb }: Clients, service: Service): Promise<Picture> {
  const described = await describeService(ecs, service);
  const group = described.loadBalancers?.[0]?.targetGroupArn;
  const [tasks, targets] = await Promise.all([
    readTasks(ecs, service),
    group === undefined ? undefined : readTargets(elb, group),
  ]);
  return {
    desired: described.desiredCount ?? 0,
    deployments: (described.deployments ?? []).map(seenDeployment),
    tasks: tasks.map((task) => seenTask(task, targets)),
    events: (described.events ?? []).map(({ id = '', message = '' }) => ({
      id,
      text: message.replace(/^\(service \S+\) /, ''),
    })),
  };
}

/** A service as ECS describes it. @throws StagingError when nothing is applied */
export async function describeService(ecs: ECSClient, service: Service): Promise<EcsService> {
  const { services } = await ecs.send(
    new DescribeServicesCommand({ cluster: CLUSTER, services: [serviceName(service)] }),
  );
  const found = services?.find(({ status }) => status === 'ACTIVE');
  if (found) return found;
  throw new StagingError(`There is no service ${serviceName(service)}: nothing is applied here yet.`, {
    hint: 'staging up',
  });
}

async function readTasks(ecs: ECSClient, service: Service): Promise<Task[]> {
  const list = async (desiredStatus: 'RUNNING' | 'STOPPED') =>
    (await ecs.send(new ListTasksCommand({ cluster: CLUSTER, serviceName: serviceName(service), desiredStatus })))
      .taskArns ?? [];
  const tasks = [...(await list('RUNNING')), ...(await list('STOPPED'))];
  if (tasks.length === 0) return [];
  return (await ecs.send(new DescribeTasksCommand({ cluster: CLUSTER, tasks: tasks.slice(0, 100) }))).tasks ?? [];
}

type Targets = Map<string, { healthy: boolean; why: string | null }>;

/** By address. */
async function readTargets(elb: ElasticLoadBalancingV2Client, TargetGroupArn: string): Promise<Targets> {
  const { TargetHealthDescriptions = [] } = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  return new Map(
    TargetHealthDescriptions.map(({ Target, TargetHealth }) => [
      Target?.Id ?? '',
      {
        healthy: TargetHealth?.State === 'healthy',
        why: TargetHealth?.State === 'unhealthy' ? (TargetHealth.Description ?? null) : null,
      },
    ]),
  );
}

function seenDeployment({ id, status, taskDefinition, ...rest }: Deployment): SeenDeployment {
  return {
    id: id ?? '',
    primary: status === 'PRIMARY',
    taskDefinition: taskDefinition ?? '',
    rollout: rest.rolloutState ?? 'IN_PROGRESS',
    reason: rest.rolloutStateReason ?? '',
    failed: rest.failedTasks ?? 0,
  };
}

/** A task as it is seen here; without targets its own health decides. */
export function seenTask(task: Task, targets?: Targets): SeenTask {
  const target = targets?.get(addressOf(task) ?? '');
  const running = task.lastStatus === 'RUNNING';
  return {
    id: lastPart(task.taskArn ?? ''),
    deployment: task.startedBy ?? '',
    taskDefinition: task.taskDefinitionArn ?? '',
    status: task.lastStatus ?? 'UNKNOWN',
    wanted: task.desiredStatus !== 'STOPPED',
    healthy: running && (targets ? target?.healthy === true : task.healthStatus === 'HEALTHY'),
    target: target?.why ?? null,
    stoppedAt: task.stoppedAt ?? null,
    stopCode: task.stopCode ?? null,
    stopped: task.stoppedReason ?? null,
    containers: (task.containers ?? []).map(({ name = '', exitCode = null, reason = null }) => ({
      name,
      exitCode,
      reason,
    })),
  };
}

function addressOf({ attachments = [] }: Task): string | undefined {
  const details = attachments.flatMap(({ details }) => details ?? []);
  return details.find(({ name }) => name === 'privateIPv4Address')?.value;
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
