import { taskHealth } from '../core/container-health.ts';
import type { Registry, Task, TaskDefinition } from '../types.ts';
import type { Bench } from './bench.ts';

/** Registers the task's targets and Cloud Map instances; what fails is told among the service's events. */
export async function attach(task: Task, bench: Bench, ports: readonly number[]): Promise<void> {
  await Promise.all([...targetsOf(task).map(register), ...task.serviceRegistries.map(announce)]);

  async function register({ group, port }: Target) {
    try {
      await bench.cloud.registerTarget(group, task.address ?? '', port);
      bench.tell(task, `registered 1 targets in (target-group ${group})`);
    } catch (error) {
      bench.tell(task, `failed to register targets in (target-group ${group}) with (error ${messageOf(error)})`);
    }
  }

  async function announce(registry: Registry) {
    const id = serviceIdOf(registry);
    try {
      await bench.cloud.registerInstance(id, task.id, attributesOf(task, bench, registry, ports));
      // The emulator does not know AWS_INIT_HEALTH_STATUS.
      if (!isHealthy(task)) await bench.cloud.reportInstance(id, task.id, false);
    } catch (error) {
      bench.tell(task, `failed to register instance in (service ${id}) with (error ${messageOf(error)})`);
    }
  }
}

/** Brings target groups and Cloud Map in line with the tasks: those that run are in, those that stopped are out. */
export async function rejoin(tasks: readonly Task[], bench: Bench): Promise<void> {
  await Promise.all(
    tasks.map(async (task) => {
      if (task.lastStatus !== 'RUNNING') return detach(task, bench);
      const { definition } = await bench.cloud.taskDefinition(task.taskDefinitionArn);
      return attach(task, bench, portsOf(definition));
    }),
  );
}

/** Takes the task out of its target groups and out of Cloud Map; does nothing where it is gone already. */
export async function detach(task: Task, bench: Pick<Bench, 'cloud' | 'tell'>): Promise<void> {
  const groups = targetsOf(task).map(async ({ group, port }) => {
    await bench.cloud.deregisterTarget(group, task.address ?? '', port);
    bench.tell(task, `deregistered 1 targets in (target-group ${group})`);
  });
  const instances = task.serviceRegistries.map((one) => bench.cloud.deregisterInstance(serviceIdOf(one), task.id));
  await Promise.allSettled([...groups, ...instances]);
}

/** Waits at the machine's pace until no target of the task drains any more, the deregistration delay at most. */
export async function drained(task: Task, bench: Bench, signal: AbortSignal): Promise<void> {
  await Promise.all(
    targetsOf(task).map(async ({ group, port }) => {
      const delaySeconds = await bench.cloud.deregistrationDelaySeconds(group).catch(() => 0);
      const { pace } = bench;
      const until = pace.now().getTime() + delaySeconds * 1000;
      const draining = () => bench.targetHealth(group, task.address ?? '', port) === 'draining';
      while (!signal.aborted && draining() && pace.now().getTime() < until) {
        await pace.sleep(LOOK_REAL_MS * pace.speed, signal);
      }
    }),
  );
}

/** Real milliseconds between two looks. */
const LOOK_REAL_MS = 50;

/** The ports that a task's containers listen on. */
export function portsOf(definition: TaskDefinition): number[] {
  return definition.containerDefinitions.flatMap((one) =>
    (one.portMappings ?? []).flatMap((it) => it.containerPort ?? []),
  );
}

type Target = { group: string; port: number };

/** The targets that a task is, or will be, in its service's target groups. */
export function targetsOf(task: Task): Target[] {
  return task.loadBalancers.flatMap(({ targetGroupArn, containerPort }) =>
    targetGroupArn && containerPort ? [{ group: targetGroupArn, port: containerPort }] : [],
  );
}

function attributesOf(task: Task, bench: Bench, registry: Registry, ports: readonly number[]) {
  const port = registry.port ?? registry.containerPort ?? ports[0];
  const zone = task.availabilityZone;
  return {
    AWS_INSTANCE_IPV4: task.address ?? '',
    ...(port !== undefined && { AWS_INSTANCE_PORT: String(port) }),
    AWS_INIT_HEALTH_STATUS: isHealthy(task) ? 'HEALTHY' : 'UNHEALTHY',
    REGION: bench.region,
    ...(zone !== undefined && { AVAILABILITY_ZONE: zone }),
    ECS_CLUSTER_NAME: lastOf(task.clusterArn),
    ECS_SERVICE_NAME: task.group.replace('service:', ''),
    ECS_TASK_DEFINITION_FAMILY: lastOf(task.taskDefinitionArn).split(':')[0] ?? '',
  };
}

const isHealthy = (task: Task) =>
  !task.containers.some((one) => one.essential && one.checked) || taskHealth(task.containers) === 'HEALTHY';
const serviceIdOf = ({ registryArn = '' }: Registry) => lastOf(registryArn);
const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
