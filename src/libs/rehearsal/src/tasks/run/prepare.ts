import { type PulledImage, PullFailure } from '../../registry/index.ts';
import { describeBy } from '../new-task.ts';
import type { Room } from '../rooms/index.ts';
import type { Container, ContainerDefinition, ContainerOverride, Tag, Task } from '../types.ts';
import { portsOf } from './attach.ts';
import type { Bench } from './bench.ts';
import { environmentOf } from './environment.ts';
import { createLogShipper, type LogShipper } from './log-shipper.ts';
import { pullSecrets } from './secrets.ts';
import { StartFailure } from './start-failure.ts';

/** A container with everything that it needs to start. */
export type Prepared = {
  record: Container;
  definition: ContainerDefinition;
  command: string[];
  env: Record<string, string>;
  image: PulledImage;
  room: Room;
  logs?: LogShipper;
};

/** Gives the task its address, then pulls secrets and images, in ECS's order. Throws a {@link StartFailure}. */
export async function prepare(task: Task, bench: Bench): Promise<Prepared[]> {
  const { definition, tags } = await bench.cloud.taskDefinition(task.taskDefinitionArn);
  if (task.containers.length === 0) describeBy(task, definition);
  task.tags.push(...(await propagated(task, bench, tags)));
  const definitions = definition.containerDefinitions;
  task.address = await bench.addresses.take(portsOf(definition));
  task.connectivityAt = bench.clock.now().getTime();
  const zone = task.subnetId && (await bench.cloud.availabilityZone(task.subnetId).catch(() => undefined));
  if (zone) task.availabilityZone = zone;
  task.lastStatus = 'PENDING';
  bench.changed(task);
  const secrets = await Promise.all(definitions.map((one) => pullSecrets(bench.cloud, one)));
  task.pullStartedAt = bench.clock.now().getTime();
  const images = await Promise.all(definitions.map((one) => pullImage(bench, one.image)));
  task.pullStoppedAt = bench.clock.now().getTime();
  const prepared: Prepared[] = [];
  for (const [index, one] of definitions.entries()) {
    const record = task.containers.find(({ name }) => name === one.name);
    const image = images[index];
    if (!record || !image) continue;
    record.imageDigest = image.digest;
    const override = task.overrides.containerOverrides?.find(({ name }) => name === one.name);
    const logs = await openLogs(bench, task, one);
    const room = await bench.rooms.make(`${task.id}-${one.name}`, image);
    const env = environment(task, bench, room, one, override, secrets[index] ?? {});
    prepared.push({
      record,
      definition: one,
      command: room.commandLine({ entryPoint: one.entryPoint, command: override?.command ?? one.command }),
      env,
      image,
      room,
      ...(logs && { logs }),
    });
  }
  return prepared;
}

async function propagated(task: Task, bench: Bench, ofDefinition: Tag[]): Promise<Tag[]> {
  const { propagateTags, serviceArn } = task;
  const own = new Set(task.tags.map(({ key }) => key));
  const ofService = async () => (serviceArn ? bench.cloud.tags(serviceArn).catch(() => []) : []);
  const tags =
    propagateTags === 'TASK_DEFINITION' ? ofDefinition : propagateTags === 'SERVICE' ? await ofService() : [];
  return tags.filter(({ key }) => !own.has(key));
}

function environment(
  task: Task,
  bench: Bench,
  room: Room,
  definition: ContainerDefinition,
  override: ContainerOverride | undefined,
  secrets: Record<string, string>,
) {
  const { rewrite, region } = bench;
  const address = task.address ?? '127.0.0.1';
  const { certificateAuthority } = room;
  const extra = {
    ...bench.extraEnv(),
    ...(certificateAuthority ? { NODE_EXTRA_CA_CERTS: certificateAuthority } : {}),
  };
  return environmentOf({ room: room.env, definition, override, secrets, rewrite, extra, address, region });
}

function pullImage(bench: Bench, uri: string): Promise<PulledImage> {
  return bench.images.pull(uri).catch((error: unknown) => {
    throw error instanceof PullFailure ? new StartFailure(error.message) : error;
  });
}

async function openLogs(bench: Bench, task: Task, definition: ContainerDefinition): Promise<LogShipper | undefined> {
  const { logDriver, options = {} } = definition.logConfiguration ?? {};
  const group = options['awslogs-group'];
  if (logDriver !== 'awslogs' || group === undefined) return undefined;
  const stream = `${options['awslogs-stream-prefix'] ?? 'ecs'}/${definition.name}/${task.id}`;
  await bench.cloud.createLogStream(group, stream).catch((error: Error) => {
    throw new StartFailure(
      `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ${error.name}: ${error.message} : exit status 1`,
    );
  });
  return createLogShipper(bench.cloud, group, stream, bench.clock.now);
}
