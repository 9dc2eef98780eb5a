import { taskHealth } from './core/container-health.ts';
import type { RoomKind } from './rooms/types.ts';
import { isPending, isRunning } from './rows/service-shape.ts';
import type { Service, Task } from './types.ts';

/** The tasks part's share of the picture of the world. Instants are ISO strings in world time. */
export type TasksPicture = {
  /** `root`: each container has its image as its root; `folder`: it works in the image's folder, and why. */
  rooms: RoomKind;
  services: {
    name: string;
    desired: number;
    running: number;
    pending: number;
    rolloutState: string | undefined;
    steady: boolean;
    taskDefinition: string | undefined;
    latestEvent: string | undefined;
  }[];
  /** Those that are not stopped yet. */
  tasks: {
    id: string;
    group: string;
    status: string;
    health: string;
    address: string | undefined;
    startedAt: string | undefined;
    containers: { name: string; image: string; status: string; exitCode: number | undefined }[];
  }[];
};

export function pictureOf(services: Iterable<Service>, tasks: Iterable<Task>): Omit<TasksPicture, 'rooms'> {
  const all = [...tasks];
  const living = [...services].filter((service) => service.status !== 'INACTIVE');
  return {
    services: living.map((service) => {
      const mine = all.filter((task) => task.serviceArn === service.arn);
      const primary = service.deployments[0];
      return {
        name: service.name,
        desired: service.desiredCount,
        running: mine.filter(isRunning).length,
        pending: mine.filter(isPending).length,
        rolloutState: primary?.rolloutState,
        steady: service.steady,
        taskDefinition: primary?.revision.taskDefinition.split('/').pop(),
        latestEvent: service.events[0]?.message,
      };
    }),
    tasks: all.filter((task) => task.lastStatus !== 'STOPPED').map(taskPicture),
  };
}

function taskPicture(task: Task): TasksPicture['tasks'][number] {
  return {
    id: task.id,
    group: task.group,
    status: task.lastStatus,
    health: taskHealth(task.containers),
    address: task.address,
    startedAt: task.startedAt === undefined ? undefined : new Date(task.startedAt).toISOString(),
    containers: task.containers.map(({ name, image, lastStatus, exitCode }) => ({
      name,
      image,
      status: lastStatus,
      exitCode,
    })),
  };
}
