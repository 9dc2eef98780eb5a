import { describe, expect, it } from 'vitest';
import { type DeployRequest, deploy } from './deploy.ts';
import type { Entry } from './deployment.ts';
import { anImage } from './testing.ts';
import { type FakeWorld, fakeWorld } from './testing-world.ts';

const a = anImage('a');
const b = anImage('b');
const c = anImage('c');
const deploying = (world: FakeWorld, image = b, request: Partial<DeployRequest> = {}) =>
  deploy(world.tools, { services: ['web'], kind: 'deploy', image: async () => image, ...request });

const below = ({ parameters }: FakeWorld, folder: string) =>
  [...parameters].flatMap(([name, value]) => (name.includes(folder) ? [JSON.parse(value)] : []));
const history = (world: FakeWorld): Entry[] => below(world, '/deployments/');
const deployed = (world: FakeWorld) =>
  JSON.parse(world.parameters.get('/bookmark-manager/staging/images/web') ?? 'null');
const mark = (world: FakeWorld) => JSON.parse(world.parameters.get('/bookmark-manager/staging/deploying') ?? 'null');

describe('a good image', () => {
  it('is rolled out, written down, and kept from expiring', async () => {
    await using world = await fakeWorld({ deployed: a });
    const [entry] = await deploying(world);
    expect(world.image()).toBe(b.image);
    expect(deployed(world)).toEqual(b);
    expect(history(world)).toEqual([entry]);
    expect(entry).toMatchObject({
      outcome: 'deployed',
      image: b,
      before: a,
      taskDefinition: 'bookmark-manager-staging-web:2',
    });
    const tags = world.aws.requests.flatMap(({ operation, input }) =>
      operation === 'PutImage' ? [input.imageTag] : [],
    );
    expect(tags).toEqual(['deployed-before', 'deployed']);
    expect([mark(world), below(world, '/leases/')]).toEqual([null, []]);
  });

  it('that is deployed already is left as it is', async () => {
    await using world = await fakeWorld({ deployed: b });
    expect(await deploying(world)).toEqual([null]);
    expect([world.applies, history(world)]).toEqual([0, []]);
  });

  it('is tried by one task while the service sleeps, and nothing is woken', async () => {
    await using world = await fakeWorld({ deployed: a, desired: 0 });
    const [entry] = await deploying(world);
    expect(entry?.outcome).toBe('ready');
    expect(world.image()).toBe(b.image);
    const order = ['RegisterTaskDefinition', 'RunTask', 'StopTask', 'DeregisterTaskDefinition', 'PutImage'];
    expect(world.aws.calls.filter((call) => order.includes(call))).toEqual([...order, 'PutImage']);
    expect(below(world, '/leases/')).toEqual([]);
  });
});

describe('a bad image', () => {
  it('is put back when ECS gives it up, with the cause and the last words of its task', async () => {
    await using world = await fakeWorld({ deployed: a, fates: { [b.image]: 'crashes' } });
    await expect(deploying(world)).rejects.toMatchObject({
      message:
        'web was rolled back: the program web ended with an error of its own (exit code 1) (Essential container in task exited; web exited with 1).\n  TypeError: the database is not there',
      hint: 'staging logs web --since 1h',
      exitCode: 1,
    });
    expect([deployed(world), world.image(), world.applies]).toEqual([a, a.image, 2]);
    expect(history(world)).toMatchObject([{ outcome: 'rolled back', image: b }]);
    expect(mark(world)).toBeNull();
  });

  it('leaves nothing behind where nothing was before', async () => {
    await using world = await fakeWorld({ fates: { [b.image]: 'crashes' } });
    await expect(deploying(world)).rejects.toThrow('rolled back');
    expect([deployed(world), world.image()]).toEqual([null, 'web:latest']);
  });

  it('is refused while the service sleeps: nothing is written, nothing is applied', async () => {
    await using world = await fakeWorld({ deployed: a, desired: 0, fates: { [b.image]: 'crashes' } });
    await expect(deploying(world)).rejects.toThrow('web is left as it is, its canary failed: the program web ended');
    expect([deployed(world), world.applies]).toEqual([a, 0]);
    expect(history(world)).toMatchObject([{ outcome: 'refused', image: b }]);
    expect(world.aws.calls).toContain('StopTask');
  });

  it('is not gone on with after it: the services behind it stay as they are', async () => {
    await using world = await fakeWorld({ deployed: a, fates: { [b.image]: 'crashes' } });
    await expect(deploying(world, b, { services: ['web', 'web'] })).rejects.toThrow('rolled back');
    expect(history(world)).toHaveLength(1);
  });
});

describe('what is in the way', () => {
  it('in compute is told before anything is built', async () => {
    await using world = await fakeWorld({ deployed: a });
    world.tools.compute.check = () => Promise.reject(new Error('typed into compute/terragrunt.hcl'));
    const image = () => Promise.reject(new Error('built'));
    await expect(deploying(world, b, { image })).rejects.toThrow('typed into');
    expect([deployed(world), mark(world)]).toEqual([a, null]);
  });

  it('a second one is told who deploys, and changes nothing', async () => {
    await using world = await fakeWorld({ deployed: a, fates: { [b.image]: 'starts' } });
    const first = deploying(world);
    await expect.poll(() => world.image()).toBe(b.image);
    await expect(deploying(world, c)).rejects.toMatchObject({
      message: expect.stringMatching(/^\S+ deploys web since /),
      hint: expect.stringContaining('staging history'),
    });
    world.interrupt();
    await expect(first).rejects.toMatchObject({ exitCode: 130 });
    expect(deployed(world)).toEqual(b);
  });
});

describe('a deployment that was cut short', () => {
  /** The first one is interrupted while ECS rolls it out; then ECS ends as it likes. */
  async function cutShort(fates: Record<string, 'serves' | 'crashes' | 'starts'>) {
    const world = await fakeWorld({ deployed: a, fates, onApply: () => world.interrupt() });
    await expect(deploying(world)).rejects.toMatchObject({ exitCode: 130 });
    expect(mark(world)).toMatchObject({ rollout: { image: b, before: a } });
    const { signal } = new AbortController();
    const tools = { ...world.tools, context: { ...world.tools.context, io: { ...world.io, signal } } };
    return {
      world,
      again: (image = c) => deploy(tools, { services: ['web'], kind: 'deploy', image: async () => image }),
    };
  }

  it('is finished by the next one, which then does its own', async () => {
    const fates: Record<string, 'serves' | 'starts'> = { [b.image]: 'starts' };
    const { world, again } = await cutShort(fates);
    await using _ = world;
    fates[b.image] = 'serves';
    await again();
    expect(history(world).map(({ outcome, image }) => [outcome, image])).toEqual([
      ['deployed', b],
      ['deployed', c],
    ]);
    expect(mark(world)).toBeNull();
  });

  it('is undone by the next one when it never came into service', async () => {
    const { world, again } = await cutShort({ [b.image]: 'crashes' });
    await using _ = world;
    await again();
    expect(history(world)).toMatchObject([
      { outcome: 'undone', image: b, why: 'it was cut short' },
      { outcome: 'deployed', image: c, before: a },
    ]);
  });
});

describe('an image that needs a newer migration', () => {
  const needing = anImage('b', { migration: '0002_later' });
  const database: Record<string, import('../testing.ts').FakeAnswer> = {
    DescribeDBInstances: {
      xml: '<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceStatus>available</DBInstanceStatus></DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>',
    },
  };
  const migration = (exitCode: number) => ({
    json: {
      tasks: [
        {
          taskArn: 'arn:task/cluster/once',
          lastStatus: 'STOPPED',
          stoppedReason: 'Essential container in task exited',
          containers: [{ name: 'migrate', exitCode }],
        },
      ],
    },
  });

  it('is rolled out after its own migration has run', async () => {
    const words = { json: { events: [{ message: '{"migration":"0002_later"}' }] } };
    await using world = await fakeWorld({
      deployed: a,
      answers: { ...database, DescribeTasks: migration(0), GetLogEvents: words },
    });
    await deploying(world, needing);
    expect(world.parameters.get('/bookmark-manager/staging/migrations')).toBe('0002_later');
    const [registered] = world.aws.requests.filter(({ operation }) => operation === 'RegisterTaskDefinition');
    expect(registered?.input).toMatchObject({
      family: 'bookmark-manager-staging-migrate-next',
      containerDefinitions: [{ image: needing.image }],
    });
  });

  it('is refused when that fails, and the old tasks stay', async () => {
    await using world = await fakeWorld({ deployed: a, answers: { ...database, DescribeTasks: migration(1) } });
    await expect(deploying(world, needing)).rejects.toThrow('The migration failed');
    expect([deployed(world), world.applies]).toEqual([a, 0]);
    expect(history(world)).toMatchObject([
      { outcome: 'refused', why: expect.stringContaining('The migration failed') },
    ]);
  });
});
