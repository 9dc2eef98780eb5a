import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { createEvents } from '../events.ts';
import { createProcesses } from '../processes/index.ts';
import { until } from '../processes/testing.ts';
import type { Processes } from '../processes/types.ts';
import { createStore } from '../store.ts';
import { updated } from './core/change.ts';
import { createImageStore } from './images.ts';
import { describeBy, newTask } from './new-task.ts';
import { createAddresses } from './run/addresses.ts';
import { createScheduler } from './scheduler.ts';
import { aService, CLUSTER, fakeCloud, fakeTargetHealth, GROUP, REGISTRY, writeImage } from './testing.ts';
import type { ContainerDefinition, Service, Task } from './types.ts';

const REPOSITORY = '123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/web';
let directory: string;
let processes: Processes;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tasks-'));
  processes = await createProcesses({ directory: join(directory, 'processes'), limits: 'auto' });
});

afterEach(async () => {
  await processes[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

/** A scheduler with an image of a small server and a task definition `web:1` of it. */
async function bench(change: Partial<ContainerDefinition> = {}) {
  const clock = createClock({ speed: 10 });
  const events = createEvents(clock);
  const store = createStore();
  const fake = fakeCloud();
  const images = createImageStore(join(directory, 'images'));
  const digest = await images.add('web', writeImage(join(directory, 'web')));
  const define = (arn: string, container: Partial<ContainerDefinition>) =>
    fake.definitions.set(arn, {
      taskDefinitionArn: arn,
      family: 'web',
      cpu: '256',
      memory: '128',
      containerDefinitions: [
        {
          name: 'web',
          image: `${REPOSITORY}@${digest}`,
          command: ['node', 'server.mjs'],
          portMappings: [{ containerPort: 3000 }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/web', 'awslogs-stream-prefix': 'web' },
          },
          stopTimeout: 1,
          ...container,
        },
      ],
    });
  define('web:1', change);
  const make = () =>
    createScheduler(
      { clock, events, store },
      {
        clock,
        processes,
        images,
        cloud: fake.cloud,
        region: 'ap-northeast-1',
        addresses: createAddresses(directory),
        targetHealth: fakeTargetHealth(),
        rewrite: (value) => value.replace('db.example:5432', '127.0.0.1:1234'),
        extraEnv: () => ({ NODE_EXTRA_CA_CERTS: '' }),
      },
    );
  const scheduler = make();
  const all = () => [...scheduler.tasks.values()];
  const service = () => [...scheduler.services.values()][0] as Service;
  return { scheduler, fake, define, make, all, service, events };
}

const LOAD_BALANCED = {
  loadBalancers: [{ targetGroupArn: GROUP, containerName: 'web', containerPort: 3000 }],
  serviceRegistries: [{ registryArn: REGISTRY }],
};

const running = (tasks: Task[]) => tasks.filter((task) => task.lastStatus === 'RUNNING');

function oneOff(overrides = {}) {
  return newTask({ clusterArn: CLUSTER, taskDefinitionArn: 'web:1', group: 'family:web', createdAt: 0, overrides });
}

describe('a service', () => {
  it('starts its tasks, registers them, and stops them gracefully with all their lines logged', async () => {
    const { scheduler, fake, all, service } = await bench();
    await scheduler.start();
    scheduler.put(aService({ desiredCount: 2, ...LOAD_BALANCED }));
    await until('a steady service', () => service().steady);
    const [one, two] = running(all());
    expect(one?.address).not.toBe(two?.address);
    expect(await (await fetch(`http://${one?.address}:3000/`)).text()).toBe(`hello from ${one?.address}`);
    expect([...fake.targets].sort()).toEqual([one, two].map((task) => `${GROUP} ${task?.address} 3000`).sort());
    expect(fake.instances.get(one?.id ?? '')?.attributes).toMatchObject({
      AWS_INSTANCE_IPV4: one?.address,
      AWS_INSTANCE_PORT: '3000',
      ECS_SERVICE_NAME: 'web',
    });
    await scheduler[Symbol.asyncDispose]();
    expect(all().map((task) => [task.lastStatus, task.containers[0]?.exitCode])).toEqual([
      ['STOPPED', 0],
      ['STOPPED', 0],
    ]);
    expect(fake.targets.size + fake.instances.size).toBe(0);
    const lines = fake.logs.get(`/ecs/web web/web/${one?.id}`)?.map(({ message }) => message);
    expect(lines).toEqual([expect.stringContaining('"begin"'), 'got SIGTERM', 'bye']);
  });

  it('replaces its tasks in a new deployment without ever having fewer than before', async () => {
    const { scheduler, all, service } = await bench();
    await using _ = scheduler;
    await scheduler.start();
    scheduler.put(aService({ ...LOAD_BALANCED }));
    await until('a steady service', () => service().steady);
    const before = running(all())[0];
    scheduler.put(updated(service(), { forceNewDeployment: true }, 'ecs-svc/2', 0));
    let least = 1;
    await until('the new deployment', () => {
      least = Math.min(least, running(all()).length);
      return service().steady && service().deployments.length === 1;
    });
    expect(least).toBe(1);
    expect(running(all()).map((task) => task.startedBy)).toEqual(['ecs-svc/2']);
    expect(before).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' });
  });

  it('gives up a deployment whose tasks crash, and goes back to the last completed one', async () => {
    const { scheduler, define, all, service } = await bench();
    await using _ = scheduler;
    define('web:2', { environment: [{ name: 'CRASH', value: '3' }] });
    await scheduler.start();
    const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };
    scheduler.put(aService({ ...LOAD_BALANCED, ...breaker }));
    await until('a steady service', () => service().steady);
    scheduler.put(updated(service(), { taskDefinition: 'web:2' }, 'ecs-svc/2', 0));
    await until('the rollback', () => service().steady && service().deployments[0]?.id === 'ecs-svc/1', 20_000);
    expect(service().deployments).toMatchObject([{ id: 'ecs-svc/1', rolloutState: 'COMPLETED' }]);
    const failed = all().filter((task) => task.startedBy === 'ecs-svc/2');
    expect(failed.length).toBe(3);
    expect(failed[0]).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 3 }],
    });
    expect(running(all()).length).toBe(1);
  });

  it('replaces a task that fails its container health check', async () => {
    const { scheduler, all, service } = await bench({
      healthCheck: { command: ['CMD', 'node', 'health.mjs'], interval: 5, retries: 2 },
    });
    await using _ = scheduler;
    await scheduler.start();
    scheduler.put(aService());
    await until('a steady service', () => service().steady);
    const sick = running(all())[0];
    await fetch(`http://${sick?.address}:3000/sick`);
    await until('its end', () => sick?.lastStatus === 'STOPPED', 20_000);
    expect(sick?.stoppedReason).toBe('Task failed container health checks');
    expect(running(all()).map((task) => task.containers[0]?.health)).toEqual(['HEALTHY']);
  });

  it('comes back after its processes were killed with the rehearsal', async () => {
    const { scheduler, make, fake, all, service } = await bench();
    await scheduler.start();
    scheduler.put(aService(LOAD_BALANCED));
    await until('a steady service', () => service().steady);
    const lost = running(all())[0];
    const copy = structuredClone(lost) as Task;
    await scheduler[Symbol.asyncDispose]();
    await using again = make();
    fake.targets.add(`${GROUP} 127.0.16.9 3000`);
    again.tasks.set(copy.arn, { ...copy, address: '127.0.16.9' });
    await again.start();
    const ended = again.tasks.get(copy.arn);
    expect(ended).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'TerminationNotice' });
    await until('a new task', () => running([...again.tasks.values()]).length === 1);
    expect([...fake.targets]).not.toContain(`${GROUP} 127.0.16.9 3000`);
  });
});

describe('a task', () => {
  it('stops with the reason of ECS when a secret is missing, and gets it when it is there', async () => {
    const secrets = [{ name: 'SECRET', valueFrom: 'arn:aws:ssm:ap-northeast-1:123456789012:parameter/a/SECRET' }];
    const { scheduler, fake } = await bench({ secrets });
    await using _ = scheduler;
    const task = oneOff();
    scheduler.launch(task);
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason:
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /a/SECRET',
    });
    fake.parameters.set('/a/SECRET', 'postgresql://db.example:5432/x');
    const second = oneOff();
    scheduler.launch(second);
    await until('it serves', () => fetch(`http://${second.address}:3000/`).then(Boolean, () => false));
    const env = await (await fetch(`http://${second.address}:3000/env`)).json();
    expect(env).toMatchObject({ SECRET: 'postgresql://127.0.0.1:1234/x', HOST: second.address });
    expect(Object.keys(env as object)).not.toContain('VITEST');
  });

  it('stops with CannotPullContainerError when its image does not exist', async () => {
    const { scheduler } = await bench({ image: `${REPOSITORY}:none` });
    await using _ = scheduler;
    const task = oneOff();
    scheduler.launch(task);
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task.stoppedReason).toMatch(/^CannotPullContainerError: .*web:none: not found$/);
  });

  it('is killed after its stop timeout when it ignores SIGTERM', async () => {
    const { scheduler, fake } = await bench({ environment: [{ name: 'IGNORE_TERM', value: '1' }] });
    await using _ = scheduler;
    const task = oneOff();
    scheduler.launch(task);
    await until('it serves', () => fetch(`http://${task.address}:3000/`).then(Boolean, () => false));
    const began = Date.now();
    scheduler.stop(task, { code: 'UserInitiated', reason: 'enough' });
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
    expect(task).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'enough', containers: [{ exitCode: 137 }] });
    expect(fake.logs.get(`/ecs/web web/web/${task.id}`)?.at(-1)?.message).toBe('got SIGTERM');
  });

  it('stops with OutOfMemoryError when it outgrows its memory', async ({ skip }) => {
    skip(!processes.limits.enforced, 'limits are not enforced here');
    const { scheduler } = await bench({ environment: [{ name: 'HOARD', value: '1' }] });
    await using _ = scheduler;
    const task = oneOff();
    scheduler.launch(task);
    await until('its end', () => task.lastStatus === 'STOPPED', 30_000);
    expect(task.containers).toMatchObject([
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ]);
  });

  it('runs the command and has the environment of its overrides', async () => {
    const { scheduler, fake } = await bench();
    await using _ = scheduler;
    const command = ['node', '-e', 'console.log(process.env.WORD)'];
    const task = oneOff({
      containerOverrides: [{ name: 'web', command, environment: [{ name: 'WORD', value: 'moin' }] }],
    });
    describeBy(task, (await fake.cloud.taskDefinition('web:1')).definition);
    scheduler.launch(task);
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task.containers[0]?.exitCode).toBe(0);
    expect(fake.logs.get(`/ecs/web web/web/${task.id}`)?.map(({ message }) => message)).toEqual(['moin']);
  });
});
