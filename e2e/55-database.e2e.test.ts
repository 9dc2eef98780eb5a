import { existsSync, readFileSync, statSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureRunning, staging } from './rehearsal.ts';
import { type Connect, connect, ENV_FILE, holds, tunnelTasks } from './tunnel.ts';

describe('`staging db connect`', () => {
  let tunnel: Connect;
  let url: string;
  beforeAll(async () => {
    await ensureRunning();
    tunnel = await connect('--port', '0', '--show-password');
    url = /^DATABASE_URL="(.+)"$/m.exec(readFileSync(ENV_FILE, 'utf8'))?.[1] ?? '';
  });
  afterAll(async () => {
    await tunnel?.end('SIGKILL');
  });

  it('prints host, port, database, user and password, and a client gets in with them', async () => {
    const told = Object.fromEntries(
      tunnel
        .output()
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/)),
    );
    expect(told).toMatchObject({ Host: 'localhost', Database: 'bookmarkdb', User: 'dbadmin' });
    const { Host: host, Port: port, Database: database, User: user, Password: password } = told;
    const client = new Client({ host, port: Number(port), database, user, password });
    await client.connect();
    const { rows } = await client.query(
      'SELECT count(*) > 0 AS migrated, (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS ssl FROM _prisma_migrations',
    );
    await client.end();
    expect(rows).toEqual([{ migrated: true, ssl: true }]);
  });

  it('writes .env.staging for nobody else to read', async () => {
    expect(statSync(ENV_FILE).mode & 0o777).toBe(0o600);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.end();
  });

  it('goes through a task of its own, under a hold', async () => {
    expect(await tunnelTasks()).toHaveLength(1);
    expect(await holds()).toHaveLength(1);
  });

  it('leaves nothing behind after Ctrl-C', async () => {
    expect(await tunnel.end('SIGINT')).toBe(130);
    expect(existsSync(ENV_FILE)).toBe(false);
    expect(await tunnelTasks()).toEqual([]);
    expect(await holds()).toEqual([]);
    await expect(new Client({ connectionString: url }).connect()).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('the migrations', () => {
  it('are compared by a task of the image', async () => {
    const { code, stdout, stderr } = await staging('db', 'migrate', '--status', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      applied: expect.arrayContaining(['20261124000000_bookmarks']),
      pending: [],
      failed: [],
    });
    expect(code).toBe(0);
  });
});

describe('`staging exec`', () => {
  it('runs a command in a task that serves, with its environment', async () => {
    const { code, stdout } = await staging('exec', 'api', '--', 'sh', '-c', 'echo "$PORT, $NODE_ENV"');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '3001, production\n' });
  });

  it('ends with 1 when the command fails', async () => {
    expect((await staging('exec', 'web', '--', 'sh', '-c', 'exit 3')).code).toBe(1);
  });
});
