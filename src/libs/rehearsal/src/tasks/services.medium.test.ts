import { describe, expect, it } from 'vitest';
import { until } from '../processes/testing.ts';
import { updated } from './core/change.ts';
import { aService, GROUP } from './testing.ts';
import { LOAD_BALANCED, startBench } from './testing-bench.ts';
import type { Task } from './types.ts';

describe('a service', () => {
  it('starts its tasks, registers them, and stops them gracefully with all their lines logged', async () => {
    await using bench = await startBench({ stopTimeout: 30 });
    await bench.scheduler.start();
    bench.scheduler.put(aService({ desiredCount: 2, ...LOAD_BALANCED }));
    await until('a steady service', () => bench.service().steady);
    const [one, two] = bench.running();
    expect(one?.address).not.toBe(two?.address);
    expect(await (await fetch(`http://${one?.address}:3000/`)).text()).toBe(`hello from ${one?.address}`);
    expect([...bench.fake.targets].sort()).toEqual([one, two].map((task) => `${GROUP} ${task?.address} 3000`).sort());
    expect(bench.fake.instances.get(one?.id ?? '')?.attributes).toMatchObject({
      AWS_INSTANCE_IPV4: one?.address,
      AWS_INSTANCE_PORT: '3000',
      ECS_SERVICE_NAME: 'web',
    });
    bench.scheduler.put({ ...bench.service(), desiredCount: 0 });
    await until('the end of both', () => bench.all().every((task) => task.lastStatus === 'STOPPED'), 60_000);
    expect(bench.all().map((task) => [task.lastStatus, task.containers[0]?.exitCode])).toEqual([
      ['STOPPED', 0],
      ['STOPPED', 0],
    ]);
    expect(bench.fake.targets.size + bench.fake.instances.size).toBe(0);
    const lines = bench.fake.logs.get(`/ecs/web web/web/${one?.id}`)?.map(({ message }) => message);
    expect(lines).toEqual([expect.stringContaining('"begin"'), 'got SIGTERM', 'bye']);
  });

  it('hurries its tasks at the end of the world, when nobody is left to be served', async () => {
    await using bench = await startBench();
    await bench.scheduler.start();
    bench.scheduler.put(aService({ ...LOAD_BALANCED }));
    await until('a steady service', () => bench.service().steady);
    const [task] = bench.running();
    await bench.scheduler[Symbol.asyncDispose]();
    expect(task).toMatchObject({ lastStatus: 'STOPPED', stoppedReason: 'The rehearsal was stopped' });
    expect(bench.fake.logs.get(`/ecs/web web/web/${task?.id}`)?.map(({ message }) => message)).toContain('got SIGINT');
  });

  it('tells the other AWS services anew what runs, and what does not, when they forgot', async () => {
    await using bench = await startBench();
    await bench.scheduler.start();
    bench.scheduler.put(aService({ ...LOAD_BALANCED }));
    await until('a steady service', () => bench.service().steady);
    const before = bench.running()[0];
    bench.scheduler.stop(before as Task, { code: 'UserInitiated', reason: 'a test' });
    await until('another task', () => bench.service().steady && bench.running()[0] !== before && bench.running()[0]);
    const now = [...bench.fake.targets];
    bench.fake.targets.clear();
    bench.fake.targets.add(`${GROUP} ${before?.address} 3000`);
    await bench.scheduler.rejoin();
    expect([...bench.fake.targets]).toEqual(now);
  });

  it('replaces its tasks in a new deployment without ever having fewer than before', async () => {
    await using bench = await startBench();
    await bench.scheduler.start();
    bench.scheduler.put(aService({ ...LOAD_BALANCED }));
    await until('a steady service', () => bench.service().steady);
    const before = bench.running()[0];
    bench.scheduler.put(updated(bench.service(), { forceNewDeployment: true }, 'ecs-svc/2', 0));
    let least = 1;
    await until('the new deployment', () => {
      least = Math.min(least, bench.running().length);
      return bench.service().steady && bench.service().deployments.length === 1;
    });
    expect(least).toBe(1);
    expect(bench.running().map((task) => task.startedBy)).toEqual(['ecs-svc/2']);
    expect(before).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' });
  });

  it('gives up a deployment whose tasks crash, and goes back to the last completed one', async () => {
    await using bench = await startBench();
    bench.define('web:2', { environment: [{ name: 'CRASH', value: '3' }] });
    await bench.scheduler.start();
    const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };
    bench.scheduler.put(aService({ ...LOAD_BALANCED, ...breaker }));
    await until('a steady service', () => bench.service().steady);
    bench.scheduler.put(updated(bench.service(), { taskDefinition: 'web:2' }, 'ecs-svc/2', 0));
    await until(
      'the rollback',
      () => bench.service().steady && bench.service().deployments[0]?.id === 'ecs-svc/1',
      20_000,
    );
    expect(bench.service().deployments).toMatchObject([{ id: 'ecs-svc/1', rolloutState: 'COMPLETED' }]);
    const failed = bench.all().filter((task) => task.startedBy === 'ecs-svc/2');
    expect(failed.length).toBe(3);
    expect(failed[0]).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 3 }],
    });
    expect(bench.running().length).toBe(1);
  });

  it('replaces a task that fails its container health check', async () => {
    await using bench = await startBench({
      healthCheck: { command: ['CMD', 'node', 'health.mjs'], interval: 5, retries: 2 },
    });
    await bench.scheduler.start();
    bench.scheduler.put(aService());
    await until('a steady service', () => bench.service().steady);
    const sick = bench.running()[0];
    await fetch(`http://${sick?.address}:3000/sick`);
    await until('its end', () => sick?.lastStatus === 'STOPPED', 20_000);
    expect(sick?.stoppedReason).toBe('Task failed container health checks');
    expect(bench.running().map((task) => task.containers[0]?.health)).toEqual(['HEALTHY']);
  });

  it('comes back after its processes were killed with the rehearsal', async () => {
    await using bench = await startBench();
    await bench.scheduler.start();
    bench.scheduler.put(aService(LOAD_BALANCED));
    await until('a steady service', () => bench.service().steady);
    const lost = bench.running()[0];
    const copy = structuredClone(lost) as Task;
    await bench.scheduler[Symbol.asyncDispose]();
    await using again = bench.make();
    bench.fake.targets.add(`${GROUP} 127.0.16.9 3000`);
    again.tasks.set(copy.arn, { ...copy, address: '127.0.16.9' });
    await again.start();
    const ended = again.tasks.get(copy.arn);
    expect(ended).toMatchObject({ lastStatus: 'STOPPED', stopCode: 'TerminationNotice' });
    await until('a new task', () => [...again.tasks.values()].some((task) => task.lastStatus === 'RUNNING'));
    expect([...bench.fake.targets]).not.toContain(`${GROUP} 127.0.16.9 3000`);
  });
});
