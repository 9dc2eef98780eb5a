import { ECSClient } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { fakeAws, fakeIo } from '../testing.ts';
import { keepOld } from './keep-old.ts';

const CLOUD_MAP = { serviceRegistries: [{ registryArn: 'arn:service/srv-1' }] };
const BALANCER = { loadBalancers: [{ targetGroupArn: 'arn:targetgroup/web' }] };
type Seen = { taskArn: string; healthStatus: string };
const old: Seen = { taskArn: 'old', healthStatus: 'HEALTHY' };
const fresh = (healthStatus: string): Seen => ({ taskArn: 'new', healthStatus });

/** A service whose tasks the test sets. `asked` are the protections that were asked for, as `old true`. */
async function world(more: object, refused = false) {
  const state = { tasks: [old] };
  const service = { serviceName: 'web', status: 'ACTIVE', desiredCount: 1, ...more };
  const aws = await fakeAws({
    DescribeServices: { json: { services: [service] } },
    ListTasks: () => ({ json: { taskArns: state.tasks.map(({ taskArn }) => taskArn) } }),
    DescribeTasks: () => ({ json: { tasks: state.tasks } }),
    UpdateTaskProtection: refused ? { error: 'AccessDeniedException' } : { json: {} },
  });
  const io = fakeIo();
  const options = { ecs: new ECSClient(aws.clientOptions), io, everyMs: 5, knownAfterMs: 100 };
  const asked = () =>
    aws.requests
      .filter(({ operation }) => operation === 'UpdateTaskProtection')
      .map(({ input }) => `${input.tasks} ${input.protectionEnabled}`);
  return { ...aws, io, state, asked, keep: () => keepOld(options, 'web') };
}

async function until(met: () => boolean): Promise<void> {
  for (let count = 0; !met(); count++) {
    if (count > 2_000) throw new Error('never');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the old tasks of a service that only Cloud Map knows', () => {
  it('are kept until the new ones have been healthy for a while', async () => {
    await using aws = await world(CLOUD_MAP);
    await using _ = await aws.keep();
    aws.state.tasks = [old, fresh('UNKNOWN')];
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(aws.asked()).toEqual(['old true']);
    const began = performance.now();
    aws.state.tasks = [old, fresh('HEALTHY')];
    await until(() => aws.asked().length > 1);
    expect(aws.asked()).toEqual(['old true', 'old false']);
    expect(performance.now() - began).toBeGreaterThan(95);
  });

  it('are let go when the rollout has ended, however it did', async () => {
    await using aws = await world(CLOUD_MAP);
    await (await aws.keep())[Symbol.asyncDispose]();
    expect(aws.asked()).toEqual(['old true', 'old false']);
  });

  it('go as ECS wants where that may not be asked, which is said', async () => {
    await using aws = await world(CLOUD_MAP, true);
    await (await aws.keep())[Symbol.asyncDispose]();
    expect(aws.io.stderr.join()).toContain('its old tasks may end before the new ones are found');
  });
});

describe('nothing is kept', () => {
  it.each([
    ['behind a load balancer, which asks by itself', BALANCER],
    ['behind both', { ...BALANCER, ...CLOUD_MAP }],
  ])('%s', async (_, more) => {
    await using aws = await world(more);
    await (await aws.keep())[Symbol.asyncDispose]();
    expect(aws.asked()).toEqual([]);
  });

  it('where nothing runs', async () => {
    await using aws = await world(CLOUD_MAP);
    aws.state.tasks = [];
    await (await aws.keep())[Symbol.asyncDispose]();
    expect(aws.asked()).toEqual([]);
  });
});
