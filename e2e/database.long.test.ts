import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { run } from './programs.ts';
import { ensureRunning, staging } from './rehearsal.ts';
import { tasksOf } from './services.ts';
import { connect, ENV_FILE, holds, startConnect, startStaging, tunnelTasks } from './tunnel.ts';
import { until } from './until.ts';

beforeAll(async () => void (await ensureRunning()));
afterEach(() => rmSync(ENV_FILE, { force: true }));

const nothingIsLeft = () =>
  until('neither a task nor a hold is left', async () => (await tunnelTasks()).length + (await holds()).length === 0);

describe('a database that sleeps', () => {
  afterEach(async () => {
    await staging('start');
    await clock({ set: new Date().toISOString() });
  });

  it('is woken for a tunnel, and the services stay as they are', async () => {
    // A database is not stopped in the half hour after it was made, and this one may be that young.
    await clock({ set: new Date(Date.now() + 31 * 60_000).toISOString() });
    await staging('stop', '--for', '1h');
    await until(
      'the database sleeps',
      async () => JSON.parse((await staging('status', '--json')).stdout).database.status === 'stopped',
      { deadlineMs: 180_000, everyMs: 1000 },
    );
    const tunnel = await connect('--port', '0');
    expect(tunnel.errors()).toContain('waking it');
    expect(await tasksOf('api')).toEqual([]);
    await tunnel.end('SIGINT');
  });
});

describe('a tunnel', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('that gets %s leaves nothing behind', async (signal) => {
    const tunnel = await connect('--port', '0');
    expect(await tunnel.end(signal)).toBe(130);
    expect(existsSync(ENV_FILE)).toBe(false);
    await nothingIsLeft();
  });

  it('that gets SIGKILL is cleared away by the next one', async () => {
    const killed = await connect('--port', '0');
    await killed.end('SIGKILL');
    const [left] = await tunnelTasks();
    expect(existsSync(ENV_FILE)).toBe(true);
    const next = await connect('--port', '0');
    expect(next.errors()).toContain('was left behind: its task was stopped.');
    expect(await tunnelTasks()).not.toContain(left);
    expect(await holds()).toHaveLength(1);
    expect(await next.end('SIGINT')).toBe(130);
    expect(existsSync(ENV_FILE)).toBe(false);
    await nothingIsLeft();
  });

  it.each([200, 800, 1500, 3000])('interrupted %s ms after it was typed leaves nothing behind', async (ms) => {
    const tunnel = startConnect('--port', '0');
    await pause(ms);
    expect([130, null]).toContain(await tunnel.end('SIGTERM'));
    expect(existsSync(ENV_FILE)).toBe(false);
    await nothingIsLeft();
  });

  it('leaves a .env.staging that is not its own as it is', async () => {
    writeFileSync(ENV_FILE, 'DATABASE_URL="mine"\n');
    const tunnel = startConnect('--port', '0');
    await until('it says so', () => tunnel.errors().includes('it is your own file'), { deadlineMs: 60_000 });
    await tunnel.end('SIGINT');
    expect(existsSync(ENV_FILE)).toBe(true);
  });

  it('of a port that is taken says which one to take', async () => {
    const first = await connect('--port', '0');
    const port = /^Port +(\d+)$/m.exec(first.output())?.[1] ?? '';
    const { code, stderr } = await staging('db', 'connect', '--port', port);
    expect(stderr).toContain(`Port ${port} of this machine is taken`);
    expect(code).toBe(1);
    await first.end('SIGINT');
    await nothingIsLeft();
  });

  it('breaks, and says so, when its task is stopped', async () => {
    const tunnel = await connect('--port', '0');
    const [task = ''] = await tunnelTasks();
    await run('bash', [
      '-c',
      `eval "$(npx staging env)" && aws ecs stop-task --cluster bookmark-manager-staging-cluster --task ${task}`,
    ]);
    await until('it has ended', () => tunnel.child.exitCode !== null);
    expect(tunnel.errors()).toContain('The tunnel was closed: ');
    expect(tunnel.child.exitCode).toBe(1);
    await nothingIsLeft();
  });
});

/** What a killed command holds would last for ten minutes. */
async function letGo(): Promise<void> {
  for (const hold of await holds()) await staging('lease', 'release', '--yes', hold.slice(hold.lastIndexOf('/') + 1));
}

describe('a migration', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'whose command gets %s goes on, the next one finds it done, and is told of what the first still holds',
    async (signal) => {
      const before = await tasksOf('api');
      await letGo();
      const killed = startStaging('db', 'migrate');
      await until('it has begun', async () => (await holds()).length > 0);
      await killed.end(signal);
      const next = await staging('db', 'migrate');
      expect(next.stdout).toMatch(/The database has \d{14}_\w+\./);
      expect(next.stderr).toMatch(/held it awake \(migrates the database\).*staging lease release \S+-hold-/);
      expect((await staging('db', 'migrate', '--status')).code).toBe(0);
      expect(await tasksOf('api')).toEqual(before);
    },
  );
});
