import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock, createPace } from '../clock/index.ts';
import { createEvents } from '../events.ts';
import { createFaults } from '../faults/index.ts';
import { createProcesses } from '../processes/index.ts';
import type { PulledImage } from '../registry/index.ts';
import { createStore } from '../store.ts';
import { newTask } from './new-task.ts';
import { createRooms } from './rooms/index.ts';
import { createAddresses } from './run/addresses.ts';
import { createScheduler } from './scheduler.ts';
import { CLUSTER, fakeCloud, fakeTargetHealth, GROUP, oneImage, REGISTRY, writeImage } from './testing.ts';
import type { ContainerDefinition, Service, Task } from './types.ts';

export const REPOSITORY = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/web';

export const LOAD_BALANCED = {
  loadBalancers: [{ targetGroupArn: GROUP, containerName: 'web', containerPort: 3000 }],
  serviceRegistries: [{ registryArn: REGISTRY }],
};

/**
 * A scheduler with real processes, ten times as fast as the machine; the other AWS services are in memory. It has an
 * image of a small server, and a task definition `web:1` of it.
 */
export async function startBench(change: Partial<ContainerDefinition> = {}, ofImage: Partial<PulledImage> = {}) {
  await using stack = new AsyncDisposableStack();
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'tasks-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'auto' }));
  const clock = createClock({ speed: 10 });
  const pace = createPace(10);
  const faults = createFaults();
  const context = { clock, pace, events: createEvents(clock), store: createStore() };
  const fake = fakeCloud();
  const image = `${REPOSITORY}@sha256:${'1'.repeat(64)}`;
  const images = oneImage(image, writeImage(join(directory, 'web')), ofImage);
  const define = (arn: string, container: Partial<ContainerDefinition>) =>
    fake.definitions.set(arn, {
      taskDefinitionArn: arn,
      family: 'web',
      cpu: '256',
      memory: '128',
      containerDefinitions: [{ ...CONTAINER, image, ...container }],
    });
  define('web:1', change);
  const tools = {
    clock,
    pace,
    faults,
    processes,
    images,
    rooms: await createRooms({ directory: join(directory, 'tasks'), kind: 'folder' }),
    cloud: fake.cloud,
    region: 'ap-northeast-1',
    addresses: createAddresses(directory),
    targetHealth: fakeTargetHealth(),
    rewrite: (value: string) => value.replace('db.example:5432', '127.0.0.1:1234'),
    extraEnv: () => ({}),
  };
  /** Another scheduler with the same memory, as after a restart. */
  const make = () => createScheduler(context, tools);
  const scheduler = stack.use(make());
  const all = () => [...scheduler.tasks.values()];
  const ending = stack.move();
  return {
    scheduler,
    clock,
    pace,
    faults,
    fake,
    define,
    make,
    limits: processes.limits,
    all,
    running: () => all().filter((task) => task.lastStatus === 'RUNNING'),
    service: () => [...scheduler.services.values()][0] as Service,
    launch(overrides = {}): Task {
      const task = newTask({
        clusterArn: CLUSTER,
        taskDefinitionArn: 'web:1',
        group: 'family:web',
        createdAt: 0,
        overrides,
      });
      scheduler.launch(task);
      return task;
    },
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

const CONTAINER: Omit<ContainerDefinition, 'image'> = {
  name: 'web',
  command: ['node', 'server.mjs'],
  portMappings: [{ containerPort: 3000 }],
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'web' },
  },
  stopTimeout: 1,
};
