import { describe, expect, it } from 'vitest';
import { until } from '../../processes/testing.ts';
import { REPOSITORY, startBench } from '../testing-bench.ts';

describe('a task', () => {
  it('stops with the reason of ECS when a secret is missing, and gets it when it is there', async () => {
    const secrets = [{ name: 'SECRET', valueFrom: 'arn:aws:ssm:ap-northeast-1:123456789012:parameter/a/SECRET' }];
    await using bench = await startBench({ secrets });
    const task = bench.launch();
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason:
        'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /a/SECRET',
    });
    bench.fake.parameters.set('/a/SECRET', 'postgresql://db.example:5432/x');
    const second = bench.launch();
    await until('it serves', () => fetch(`http://${second.address}:3000/`).then(Boolean, () => false));
    const env = await (await fetch(`http://${second.address}:3000/env`)).json();
    expect(env).toMatchObject({ SECRET: 'postgresql://127.0.0.1:1234/x', HOST: second.address });
    expect(Object.keys(env as object)).not.toContain('VITEST');
  });

  it('stops with CannotPullContainerError when its image does not exist', async () => {
    await using bench = await startBench({ image: `${REPOSITORY}:none` });
    const task = bench.launch();
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task.stoppedReason).toMatch(/^CannotPullContainerError: .*web:none: not found$/);
  });

  it('ends with the words of its kernel when its image is for another architecture', async () => {
    await using bench = await startBench({}, { runsHere: false });
    const task = bench.launch();
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task).toMatchObject({ stopCode: 'EssentialContainerExited', containers: [{ exitCode: 255 }] });
    expect(bench.fake.logs.get(`/ecs/web web/web/${task.id}`)?.map(({ message }) => message)).toEqual([
      'exec node: exec format error',
    ]);
  });

  it('is killed after its stop timeout when it ignores SIGTERM', async () => {
    await using bench = await startBench({ environment: [{ name: 'IGNORE_TERM', value: '1' }] });
    const task = bench.launch();
    await until('it serves', () => fetch(`http://${task.address}:3000/`).then(Boolean, () => false));
    const began = Date.now();
    bench.scheduler.stop(task, { code: 'UserInitiated', reason: 'enough' });
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(Date.now() - began).toBeGreaterThanOrEqual(1000);
    expect(task).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'enough', containers: [{ exitCode: 137 }] });
    expect(bench.fake.logs.get(`/ecs/web web/web/${task.id}`)?.at(-1)?.message).toBe('got SIGTERM');
  });

  it('stops with OutOfMemoryError when it outgrows its memory', async ({ skip }) => {
    await using bench = await startBench({ environment: [{ name: 'HOARD', value: '1' }] });
    skip(!bench.limits.enforced, 'limits are not enforced here');
    const task = bench.launch();
    await until('its end', () => task.lastStatus === 'STOPPED', 30_000);
    expect(task.containers).toMatchObject([
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ]);
  });

  it('runs the command and has the environment of its overrides', async () => {
    await using bench = await startBench();
    const command = ['node', '-e', 'console.log(process.env.WORD)'];
    const task = bench.launch({
      containerOverrides: [{ name: 'web', command, environment: [{ name: 'WORD', value: 'moin' }] }],
    });
    await until('its end', () => task.lastStatus === 'STOPPED');
    expect(task.containers[0]?.exitCode).toBe(0);
    expect(bench.fake.logs.get(`/ecs/web web/web/${task.id}`)?.map(({ message }) => message)).toEqual(['moin']);
  });
});
