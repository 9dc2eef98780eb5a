import { join } from 'node:path';
import { createDatabase, type Database } from '@bookmark-manager/prisma';
import { migrate } from '@bookmark-manager/prisma/migrate';
import { startPostgres, type TestDatabase, type TestPostgres } from '@bookmark-manager/prisma/testing';
import { createLog } from '@bookmark-manager/serving';
import { until } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { openBoss } from './boss.ts';
import { type JobHandler, Jobs } from './jobs.ts';

const folder = join(import.meta.dirname, '../../../../../libs/prisma/migrations');
const dataSchema = z.object({ n: z.number() });
type Data = z.infer<typeof dataSchema>;

let postgres: TestPostgres;
let database: TestDatabase;
let admin: Database;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await postgres.createDatabase();
  await migrate({ ...database, folder });
  admin = createDatabase({ url: database.adminUrl });
});
afterAll(async () => {
  await admin.$disconnect();
  await postgres[Symbol.asyncDispose]();
});

let lines: string[];
beforeEach(() => {
  lines = [];
});

/** The jobs of one task, as the application's user. */
const task = (name: string, handler: JobHandler<Data>) => {
  const config = readConfig({ DATABASE_URL: database.applicationUrl });
  const jobs = new Jobs(config, createLog({ service: 'test', write: (line) => lines.push(line) }));
  jobs.register(name, dataSchema, handler);
  return Object.assign(jobs, { [Symbol.asyncDispose]: () => jobs.onApplicationShutdown() });
};

/** Has a job that waits to be tried again be tried now. */
const hurry = (name: string) =>
  admin.$queryRaw<{ output: unknown }[]>`
    UPDATE pgboss.job SET start_after = now() WHERE name = ${name} AND state = 'retry' RETURNING output`;

const untilDone = <T>(look: () => T | undefined) => until(20_000, look);
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('jobs', () => {
  it('are done once, with what they were added with', async () => {
    const seen: number[] = [];
    await using jobs = task('once', async ({ n }) => void seen.push(n));
    await jobs.add('once', { n: 1 });
    await jobs.add('once', { n: 2 });
    await untilDone(() => (seen.length === 2 ? true : undefined));
    expect(seen).toEqual([1, 2]);
    expect(lines.join('')).toContain('"job done"');
  });

  it('wait until a task begins to do them', async () => {
    const seen: number[] = [];
    {
      await using boss = Object.assign(
        await openBoss({ url: database.applicationUrl, queues: ['later'], onError() {} }),
        {
          [Symbol.asyncDispose]: async () => {},
        },
      );
      await boss.send('later', { n: 7 });
      await boss.stop({ graceful: false });
    }
    await using jobs = task('later', async ({ n }) => void seen.push(n));
    jobs.start();
    await untilDone(() => seen[0]);
    expect(seen).toEqual([7]);
  });

  it('go on in another task when the first is told to stop in the middle', async () => {
    const began: string[] = [];
    {
      await using first = task('stopped', async (_data, signal) => {
        began.push('first');
        await untilAborted(signal);
        signal.throwIfAborted();
      });
      await first.add('stopped', { n: 3 });
      await untilDone(() => began[0]);
      await first.rest();
      // whoever still serves may add
      await first.add('stopped', { n: 4 });
    }
    const seen: number[] = [];
    await using second = task('stopped', async ({ n }) => void seen.push(n));
    second.start();
    await untilDone(() => (seen.length === 2 ? true : undefined));
    expect([began, seen]).toEqual([['first'], [3, 4]]);
  });

  it('go on in another task when the first ended without a word', async () => {
    const boss = await openBoss({ url: database.applicationUrl, queues: ['killed'], onError() {} });
    await boss.send('killed', { n: 5 });
    expect(await boss.fetch('killed')).toHaveLength(1);
    await boss.stop({ graceful: false });
    // as if a minute had passed
    await admin.$executeRaw`UPDATE pgboss.job SET heartbeat_on = heartbeat_on - interval '1 min' WHERE name = 'killed'`;
    await admin.$executeRaw`UPDATE pgboss.queue SET monitor_claim_on = now() - interval '1 min' WHERE name = 'killed'`;
    const seen: number[] = [];
    await using next = task('killed', async ({ n }) => void seen.push(n));
    next.start();
    await until(20_000, async () => (await hurry('killed'))[0]);
    await untilDone(() => seen[0]);
    expect(seen).toEqual([5]);
  });

  it('are tried again when they fail, and nobody reads what was in them', async () => {
    let tries = 0;
    await using jobs = task('failing', async () => {
      tries += 1;
      if (tries === 1) throw new RangeError('the secret of the house');
    });
    await jobs.add('failing', { n: 1 });
    await untilDone(() => lines.find((line) => line.includes('job failed')));
    const failed = await until(20_000, async () => (await hurry('failing'))[0]);
    await untilDone(() => (tries === 2 ? true : undefined));
    expect(JSON.stringify(failed) + lines.join('')).not.toContain('secret');
    expect(JSON.stringify(failed)).toContain('RangeError');
  });

  it('with one key wait once', async () => {
    const seen: number[] = [];
    await using jobs = task('keyed', async ({ n }) => void seen.push(n));
    const runAt = new Date(Date.now() + 3_600_000);
    await jobs.add('keyed', { n: 1 }, { key: 'a', runAt });
    await jobs.add('keyed', { n: 2 }, { key: 'a', runAt });
    await jobs.add('keyed', { n: 3 }, { key: 'b', runAt });
    expect(await admin.$queryRaw`SELECT data FROM pgboss.job WHERE name = 'keyed' ORDER BY data`).toEqual([
      { data: { n: 1 } },
      { data: { n: 3 } },
    ]);
  });

  it('that nobody registered cannot be added', async () => {
    await using jobs = task('known', async () => {});
    await expect(jobs.add('unknown', {})).rejects.toThrow('nobody registered');
  });

  it('wait for a database that is away', async () => {
    const away = readConfig({ DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none' });
    const jobs = new Jobs(away, createLog({ service: 'test', write: (line) => lines.push(line) }));
    jobs.register('away', dataSchema, async () => {});
    jobs.start();
    await untilDone(() => lines.find((line) => line.includes('jobs wait for the database')));
    await jobs.onApplicationShutdown();
    expect(lines.join('')).not.toContain('nobody:x');
  });
});
