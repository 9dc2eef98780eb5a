import { readFileSync } from 'node:fs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { paths } from '@bookmark-manager/contract';
import { Client } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { clientOptions } from './aws.ts';
import { beginStaging, stagingToTheEnd } from './begun.ts';
import { ensureRunning, staging } from './rehearsal.ts';
import { describeService, isSteady, tasksOf } from './services.ts';
import { type Somebody, signedIn } from './somebody.ts';
import { traffic } from './traffic.ts';
import { connect, ENV_FILE, holds } from './tunnel.ts';
import { until } from './until.ts';

let door: string;
let me: Somebody;
beforeAll(async () => {
  door = (await ensureRunning()).door;
  me = await signedIn(door);
});

/** Pages and rows, all of which need the database or the API. */
const MIX = ['/health', paths.bookmarks, paths.ready, paths.bookmarks, paths.health];

async function secret(name: string): Promise<string> {
  const Name = `/bookmark-manager/staging/${name}`;
  const request = new GetParameterCommand({ Name, WithDecryption: true });
  return (await new SSMClient(clientOptions()).send(request)).Parameter?.Value ?? '';
}
const userOf = (url: string) => new URL(url).username;

/** The application's users who can log in. */
async function whoLogsIn(): Promise<string[]> {
  const tunnel = await connect('--port', '0', '--show-password');
  const url = /^DATABASE_URL="(.+)"$/m.exec(readFileSync(ENV_FILE, 'utf8'))?.[1];
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query(
      "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname LIKE 'bookmark_app%' ORDER BY 1",
    );
    return rows.map(({ rolname }) => rolname);
  } finally {
    await client.end();
    await tunnel.end('SIGINT');
  }
}

async function expectWhole(): Promise<void> {
  expect(await whoLogsIn()).toEqual([userOf(await secret('DATABASE_URL'))]);
  expect(await secret('DATABASE_URL_NEXT')).toBe('none');
  const { stderr, stdout } = await staging('secrets', 'list');
  expect(stderr).toBe('');
  expect(stdout).not.toContain('an older one');
}

describe('a rotation under 20 requests a second', () => {
  it.each(['DATABASE_URL', 'JWT_SECRET'])('of %s fails none of them, and shows nobody a secret', async (name) => {
    const [before, tasks] = [await secret(name), await tasksOf('api')];
    const requests = traffic(door, MIX, 20, { headers: me.headers });
    const { code, output } = await stagingToTheEnd('secrets', 'rotate', name);
    expect(code, output).toBe(0);
    const { sent, failures } = await requests.end();
    expect(failures).toEqual([]);
    expect(sent).toBeGreaterThan(100);
    const after = await secret(name);
    expect(after).not.toBe(before);
    for (const value of [before, after]) expect(output).not.toContain(value);
    expect((await tasksOf('api')).filter((id) => tasks.includes(id))).toEqual([]);
    expect(await isSteady('api')).toBe(true);
    await expectWhole();
  });

  it('of JWT_SECRET keeps the key before for a day, and a second one waits for that', async () => {
    const { current, previous, previousUntil } = JSON.parse(await secret('JWT_SECRET'));
    expect(previous).not.toBe(current);
    const hours = (Date.parse(previousUntil) - Date.now()) / 3_600_000;
    expect([hours > 23, hours <= 24]).toEqual([true, true]);
    const again = await staging('secrets', 'rotate', 'JWT_SECRET');
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('another rotation would end them') });
  });

  it('leaves nothing to change', async () => {
    expect(await stagingToTheEnd('plan')).toMatchObject({ code: 0 });
  });
});

describe('a rotation that is ended in the middle', () => {
  it.each<[NodeJS.Signals, RegExp]>([
    ['SIGTERM', /gets a new password/],
    ['SIGINT', /tasks are replaced/],
    ['SIGKILL', /tasks are replaced/],
  ])('by %s is told of, and brought to its end by the next call', async (signal, moment) => {
    const begun = beginStaging('secrets', 'rotate', 'DATABASE_URL');
    await until('it has come so far', () => moment.test(begun.output()), { deadlineMs: 120_000 });
    begun.kill(signal);
    expect(await begun.ended, begun.output()).toBe(signal === 'SIGKILL' ? null : 130);
    expect((await me.ask(paths.bookmarks)).status).toBe(200);
    expect((await staging('secrets', 'list')).stderr).toMatch(/began to rotate DATABASE_URL.*not over/);
    const { code, output } = await stagingToTheEnd('secrets', 'rotate', 'DATABASE_URL');
    expect(code, output).toBe(0);
    expect(output).toContain('going on with it');
    if (signal === 'SIGKILL') expect(output).toMatch(/rotates DATABASE_URL.*staging lease release \S+-hold-/);
    expect((await me.ask(paths.bookmarks)).status).toBe(200);
    for (const hold of await holds()) await staging('lease', 'release', '--yes', hold.slice(hold.lastIndexOf('/') + 1));
    await expectWhole();
  });
});

describe('asleep', () => {
  it('only the database is woken, and the services wake with the new user', async () => {
    const before = userOf(await secret('DATABASE_URL'));
    await staging('stop', '--for', '1h');
    await until(
      'it sleeps',
      async () => JSON.parse((await staging('status', '--json')).stdout).database.status === 'stopped',
      // a new database is left alone for half an hour
      { deadlineMs: 2_100_000, everyMs: 2000 },
    );
    const { code, output } = await stagingToTheEnd('secrets', 'rotate', 'DATABASE_URL');
    expect(code, output).toBe(0);
    expect(await describeService('api')).toMatchObject({ desiredCount: 0, runningCount: 0 });
    expect(userOf(await secret('DATABASE_URL'))).not.toBe(before);
    await staging('start');
    await until('rows are served', async () => (await me.ask(paths.bookmarks)).status === 200, {
      deadlineMs: 300_000,
      everyMs: 1000,
    });
    await expectWhole();
  });
});
