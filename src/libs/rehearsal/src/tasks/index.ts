import { createClients } from '../aws.ts';
import type { Context, Rewrite, TargetHealth } from '../context.ts';
import { type Faults, NO_FAULTS } from '../faults/index.ts';
import type { Part } from '../part.ts';
import type { Images } from '../registry/index.ts';
import { type Cloud, createCloud } from './cloud.ts';
import { pictureOf, type TasksPicture } from './picture.ts';
import type { Rooms } from './rooms/index.ts';
import { lastOf } from './rows/ask.ts';
import { protectionRows } from './rows/protection-rows.ts';
import { serviceRows } from './rows/service-rows.ts';
import { tagRows } from './rows/tag-rows.ts';
import { taskRows } from './rows/task-rows.ts';
import { createAddresses } from './run/addresses.ts';
import type { TaskRun } from './run/task-run.ts';
import { createScheduler } from './scheduler.ts';
import type { Task } from './types.ts';

export type { TasksPicture } from './picture.ts';
export { createRooms, type RoomKind } from './rooms/index.ts';
export { runtimeIdOf } from './runtime-id.ts';

export type TasksOptions = {
  images: Images;
  /** Where containers run. */
  rooms: Rooms;
  targetHealth: TargetHealth;
  rewrite: Rewrite;
  /** Of the rehearsal itself, for every container: the endpoint. Asked at each start; wins over the task definition. */
  extraEnv: () => Record<string, string>;
  /** The AWS services behind the relay unless given. */
  cloud?: Cloud;
  /** Faults that were made to happen. */
  faults?: Pick<Faults, 'refuses'>;
};

/** What sessions need of a task that runs. */
export type RunningTask = { task: Task; run: TaskRun };

/** A small ECS: services, deployments and tasks. Their tasks are processes with loopback addresses of their own. */
export interface Tasks extends Part {
  readonly name: 'tasks';
  picture(): TasksPicture;
  /** Every task that is known, stopped ones too. */
  all(): readonly Task[];
  /** A task that runs, by its cluster's name or ARN and its id or ARN. */
  find(cluster: string, task: string): RunningTask | undefined;
}

export function createTasks(context: Context, options: TasksOptions): Tasks {
  const { clock, pace, processes, region, directory, endpoint } = context;
  const scheduler = createScheduler(context, {
    clock,
    pace,
    processes,
    region,
    cloud: options.cloud ?? createCloud(createClients(endpoint, region)),
    addresses: createAddresses(directory),
    images: options.images,
    rooms: options.rooms,
    targetHealth: options.targetHealth,
    rewrite: options.rewrite,
    extraEnv: options.extraEnv,
    faults: options.faults ?? NO_FAULTS,
  });
  return {
    name: 'tasks',
    table: {
      ...serviceRows(scheduler, clock),
      ...taskRows(scheduler, clock),
      ...tagRows(scheduler),
      ...protectionRows(scheduler, clock),
    },
    start: () => scheduler.start(),
    rejoin: () => scheduler.rejoin(),
    underway: () => scheduler.underway(),
    find(cluster, id) {
      const task = [...scheduler.tasks.values()].find(
        (one) => one.id === lastOf(id) && lastOf(one.clusterArn) === lastOf(cluster),
      );
      const run = task && scheduler.run(task);
      return task?.lastStatus === 'RUNNING' && run ? { task, run } : undefined;
    },
    all: () => [...scheduler.tasks.values()],
    picture: () => ({
      rooms: options.rooms.kind,
      ...pictureOf(scheduler.services.values(), scheduler.tasks.values()),
    }),
    [Symbol.asyncDispose]: () => scheduler[Symbol.asyncDispose](),
  };
}
