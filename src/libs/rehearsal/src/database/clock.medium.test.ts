import {
  CreateDBInstanceCommand,
  DescribeDBInstancesCommand,
  ModifyDBInstanceCommand,
  StartDBInstanceCommand,
  StopDBInstanceCommand,
} from '@aws-sdk/client-rds';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFaults } from '../faults/index.ts';
import { temporaryFolder, until } from '../processes/testing.ts';
import { createDatabase } from './index.ts';
import { worldWith } from './testing.ts';

const DBInstanceIdentifier = 'db';
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const faults = createFaults();
const make = (directory: string) => worldWith(directory, (context) => createDatabase(context, { faults }), 1);

let folder: ReturnType<typeof temporaryFolder>;
let world: Awaited<ReturnType<typeof make>>;
beforeAll(async () => {
  folder = temporaryFolder('database');
  world = await make(folder.path);
  world.clock.set(new Date('2025-04-25T00:00:00Z'));
  await world.clients.rds.send(
    new CreateDBInstanceCommand({
      ...{ DBInstanceIdentifier, Engine: 'postgres', EngineVersion: '18.4', DBInstanceClass: 'db.t4g.micro' },
      ...{ AllocatedStorage: 20, MasterUsername: 'dbadmin', MasterUserPassword: 'a-Master-Passw0rd' },
    }),
  );
  await becomes('available');
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});
beforeEach(() => faults.clear());

async function describe() {
  const { DBInstances } = await world.clients.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
  return DBInstances?.[0];
}
const status = async () => (await describe())?.DBInstanceStatus;
const becomes = (wanted: string) => until(`status ${wanted}`, async () => (await status()) === wanted, 60_000);
/** What is physical about it is done. */
const calm = () => until('its server to be done', () => world.part.underway?.().length === 0, 60_000);
const advance = (ms: number) => world.clock.set(new Date(world.clock.now().getTime() + ms));
const stop = () => world.clients.rds.send(new StopDBInstanceCommand({ DBInstanceIdentifier }));
const start = () => world.clients.rds.send(new StartDBInstanceCommand({ DBInstanceIdentifier }));

test('an instance was made when the clock says so', async () => {
  const madeAt = (await describe())?.InstanceCreateTime?.getTime() ?? 0;
  expect(Math.abs(madeAt - Date.parse('2025-04-25T00:00:00Z'))).toBeLessThan(MINUTE_MS);
});

test('as on AWS it takes minutes of the clock to stop and to start, and no real ones', async () => {
  world.part.times.setManner('as-on-aws');
  await stop();
  await calm();
  advance(5 * MINUTE_MS - 5000);
  expect(await status()).toBe('stopping');
  advance(5000);
  await becomes('stopped');
  await start();
  await calm();
  advance(10 * MINUTE_MS - 5000);
  expect(await status()).toBe('starting');
  advance(5000);
  await becomes('available');
});

test('a status under way is cut short when that is over', async () => {
  world.part.times.setManner('as-on-aws');
  await stop();
  await calm();
  world.part.times.setManner('quick');
  await becomes('stopped');
  await start();
  await becomes('available');
});

test('durations that were set hold, in time of the clock', async () => {
  world.part.times.set({ starting: 25 * MINUTE_MS });
  expect(world.part.times.current()).toMatchObject({ starting: 25 * MINUTE_MS, stopping: 1000 });
  await stop();
  await becomes('stopped');
  await start();
  await calm();
  advance(25 * MINUTE_MS - 5000);
  expect(await status()).toBe('starting');
  advance(5000);
  await becomes('available');
  world.part.times.set({ starting: 0 });
});

test('a change passes through modifying', async () => {
  const answer = await world.clients.rds.send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier, BackupRetentionPeriod: 3 }),
  );
  expect(answer.DBInstance?.DBInstanceStatus).toBe('modifying');
  await becomes('available');
});

test('AWS starts an instance by itself when it has been stopped for seven days', async () => {
  await stop();
  await becomes('stopped');
  advance(7 * DAY_MS - MINUTE_MS);
  expect(await status()).toBe('stopped');
  advance(MINUTE_MS);
  await becomes('available');
  expect(world.context.events.recent().map(({ text }) => text)).toContain(
    'DB instance is being started due to it exceeding the maximum allowed time being stopped.',
  );
});

test('that can be made to happen at once', async () => {
  expect(world.part.startByAws()).toEqual([]);
  await stop();
  await becomes('stopped');
  expect(world.part.startByAws()).toEqual([DBInstanceIdentifier]);
  await becomes('available');
});

test('without room a start is refused as RDS words it, as often as it was asked for', async () => {
  await stop();
  await becomes('stopped');
  faults.add({ fault: 'capacity', of: 'database', times: 2 });
  for (let time = 0; time < 2; time += 1)
    await expect(start()).rejects.toMatchObject({ name: 'InsufficientDBInstanceCapacityFault' });
  expect(await status()).toBe('stopped');
  await start();
  await becomes('available');
});
