import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateLogGroupCommand, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateVpcCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClients } from '../aws.ts';
import { createClock } from '../clock/index.ts';
import { createEvents } from '../events.ts';
import { createProcesses } from '../processes/index.ts';
import { alive, temporaryFolder, until } from '../processes/testing.ts';
import { createRelay } from '../relay/index.ts';
import { createStore } from '../store.ts';
import { SnapshotError, startEmulator } from './index.ts';
import { findPython } from './python.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder('emulator');
});
afterEach(() => folder[Symbol.dispose]());

/** A relay with moto behind it, as the rehearsal starts them. */
async function start() {
  await using stack = new AsyncDisposableStack();
  const directory = folder.path;
  const clock = createClock();
  const events = createEvents(clock);
  const store = createStore();
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const emulator = stack.use(await startEmulator({ processes, events, store, python: findPython(), directory }));
  const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
  emulator.follow(relay);
  await relay.listen(0);
  const clients = createClients(relay.endpoint, 'ap-northeast-1');
  const kept = stack.move();
  return { emulator, relay, clients, store, events, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
type World = Awaited<ReturnType<typeof start>>;

const put = ({ clients }: World, logGroupName: string) =>
  clients.logs.send(new CreateLogGroupCommand({ logGroupName }));
const get = async ({ clients }: World) =>
  (await clients.logs.send(new DescribeLogGroupsCommand({}))).logGroups?.map(({ logGroupName }) => logGroupName);
const snapshot = () => join(folder.path, 'snapshot');

describe('clients', () => {
  it('of every protocol work through the relay as against AWS', async () => {
    await using world = await start();
    const { clients } = world;
    await put(world, 'json');
    expect(await get(world)).toEqual(['json']);
    const { Vpc } = await clients.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const vpcs = await clients.ec2.send(new DescribeVpcsCommand({ VpcIds: [Vpc?.VpcId ?? ''] }));
    expect(vpcs.Vpcs).toHaveLength(1);
    expect((await clients.sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
    const object = { Bucket: 'objects', Key: 'a folder/ü+%.bin' };
    await clients.s3.send(
      new CreateBucketCommand({
        Bucket: 'objects',
        CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' },
      }),
    );
    const Body = Buffer.alloc(1_000_000, 7);
    await clients.s3.send(new PutObjectCommand({ ...object, Body }));
    const { Body: stored } = await clients.s3.send(new GetObjectCommand(object));
    expect(Buffer.from((await stored?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
    await expect(
      clients.ecs.send(new DescribeServicesCommand({ cluster: 'none', services: ['s'] })),
    ).rejects.toMatchObject({
      name: 'ClusterNotFoundException',
    });
  });

  it('include the AWS CLI', async () => {
    await using world = await start();
    const aws = async (...args: string[]) => {
      const env = {
        PATH: process.env.PATH,
        HOME: folder.path,
        AWS_ACCESS_KEY_ID: 'rehearsal',
        AWS_SECRET_ACCESS_KEY: 'rehearsal',
        AWS_DEFAULT_REGION: 'ap-northeast-1',
        AWS_EC2_METADATA_DISABLED: 'true',
      };
      const { stdout } = await promisify(execFile)('aws', ['--endpoint-url', world.relay.endpoint, ...args], { env });
      return stdout.trim();
    };
    expect(JSON.parse(await aws('sts', 'get-caller-identity'))).toMatchObject({ Account: '123456789012' });
    expect(await aws('ecr', 'get-login-password')).not.toBe('');
    const CreateBucketConfiguration = { LocationConstraint: 'ap-northeast-1' } as const;
    await world.clients.s3.send(new CreateBucketCommand({ Bucket: 'of-the-cli', CreateBucketConfiguration }));
    writeFileSync(join(folder.path, 'file.txt'), 'from the CLI');
    await aws('s3', 'cp', join(folder.path, 'file.txt'), 's3://of-the-cli/in a/folder.txt');
    expect(await aws('s3', 'cp', 's3://of-the-cli/in a/folder.txt', '-')).toBe('from the CLI');
    await expect(aws('rds', 'describe-db-major-engine-versions')).rejects.toMatchObject({
      stderr: expect.stringContaining('(NotImplemented)'),
    });
  });
});

describe('what was written', () => {
  it('is saved after a burst, by itself, with the store in one file for its owner only', async () => {
    await using world = await start();
    world.store.map('notes').set('n', { text: 'kept' });
    await put(world, 'saved');
    await until('the snapshot is there', () => existsSync(snapshot()));
    expect(statSync(snapshot()).mode & 0o777).toBe(0o600);
  });
  it('is there again after a stop and a start, and so is the store', async () => {
    {
      await using world = await start();
      expect(world.emulator.restored).toBe(false);
      world.store.map('notes').set('n', { text: 'kept' });
      await put(world, '/kept/too');
    }
    await using world = await start();
    expect(world.emulator.restored).toBe(true);
    expect(world.store.map('notes').get('n')).toEqual({ text: 'kept' });
    expect(await get(world)).toEqual(['/kept/too']);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('snapshot'))).toEqual(['snapshot']);
  });
  it('in the store alone is saved too, once it is touched', async () => {
    await using world = await start();
    world.store.map('notes').set('n', 1);
    world.store.touch();
    await until('the snapshot is there', () => existsSync(snapshot()));
  });
});

describe('an emulator that is killed', () => {
  it('comes back with what it had, and requests wait for it instead of failing', async () => {
    await using world = await start();
    await put(world, 'before');
    await world.emulator.save();
    const pid = await world.emulator.pid();
    process.kill(pid, 'SIGKILL');
    const [read] = await Promise.all([get(world), put(world, 'meanwhile')]);
    expect(read).toContain('before');
    expect(await get(world)).toEqual(['before', 'meanwhile']);
    expect(await world.emulator.pid()).not.toBe(pid);
    expect(world.events.recent().map(({ text }) => text)).toEqual([
      'began empty',
      'ended unexpectedly (SIGKILL)',
      'began again from its snapshot; nothing is lost',
    ]);
  });
  it('says how many writes its snapshot did not have', async () => {
    await using world = await start();
    await put(world, 'saved');
    await world.emulator.save();
    const ended = until('the end is noticed', () => world.events.recent().length === 3, 60_000);
    await put(world, 'lost');
    process.kill(await world.emulator.pid(), 'SIGKILL');
    await ended;
    expect(await get(world)).toEqual(['saved']);
    expect(world.events.recent().at(-1)?.text).toContain('1 write since then is lost');
  });
  it('leaves nothing running when it is disposed right after', async () => {
    let pid: number;
    {
      await using world = await start();
      pid = await world.emulator.pid();
      process.kill(pid, 'SIGKILL');
    }
    expect(alive(pid)).toBe(false);
  });
});

describe('a snapshot that cannot be read', () => {
  const whole = temporaryFolder('snapshot');
  afterAll(() => whole[Symbol.dispose]());
  beforeAll(async () => {
    folder = whole;
    await using world = await start();
    await put(world, 'x');
  });

  it.each<[string, (whole: string) => string, string]>([
    ['was cut off', (bytes) => bytes.slice(0, 5000), 'its checksum is wrong'],
    ['has a byte too many', (bytes) => `${bytes}x`, 'its checksum is wrong'],
    ['is another file', () => 'hello', 'Expecting value'],
    ['is of another version', (bytes) => bytes.replace('"moto": "5', '"moto": "4'), 'it was written by'],
  ])('because it %s is one clear error, and is left as it is', async (_, damage, why) => {
    const damaged = damage(readFileSync(join(whole.path, 'snapshot'), 'latin1'));
    writeFileSync(snapshot(), damaged, 'latin1');
    const error = await start().then(
      () => undefined,
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(SnapshotError);
    expect(error.message).toContain(snapshot());
    expect(error.message).toContain(why);
    expect(readFileSync(snapshot(), 'latin1')).toBe(damaged);
  });
});

it('says what a Python without moto said', async () => {
  await using processes = await createProcesses({ directory: join(folder.path, 'processes'), limits: 'off' });
  const events = createEvents(createClock());
  const starting = startEmulator({
    processes,
    events,
    store: createStore(),
    python: '/usr/bin/python3',
    directory: folder.path,
  });
  await expect(starting).rejects.toThrow(/No module named 'moto'/);
});
