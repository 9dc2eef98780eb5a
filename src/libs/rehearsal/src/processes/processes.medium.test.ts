import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { born } from './born.ts';
import { createProcesses } from './index.ts';
import { alive, runScript, temporaryFolder, until } from './testing.ts';
import type { Processes, ProcessSpec } from './types.ts';

const sh = (script: string, more: Partial<ProcessSpec> = {}): ProcessSpec => ({
  name: 'test',
  command: '/bin/sh',
  args: ['-c', script],
  cwd: '/',
  env: { PATH: '/usr/bin:/bin' },
  ...more,
});

let folder: ReturnType<typeof temporaryFolder>;
let processes: Processes;
beforeEach(async () => {
  folder = temporaryFolder('processes');
  processes = await createProcesses({ directory: folder.path, limits: 'off' });
});
afterEach(async () => {
  await processes[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

describe('a child', () => {
  test('gets exactly its environment, its folder and its arguments', async () => {
    const lines: string[] = [];
    const child = await processes.start({
      name: 'env',
      command: process.execPath,
      args: ['-p', 'JSON.stringify({ env: process.env, cwd: process.cwd(), arg: process.argv[1] })', 'a b'],
      cwd: folder.path,
      env: { A: '1', EMPTY: '' },
      onLine: (line) => lines.push(line),
    });
    expect(await child.exited).toEqual({ code: 0, signal: null, outOfMemory: false });
    expect(JSON.parse(lines.join())).toEqual({ env: { A: '1', EMPTY: '' }, cwd: folder.path, arg: 'a b' });
  });

  test('has told all its lines, the last one without an end too, when it has exited', async () => {
    const told: string[] = [];
    const spec = sh('for i in 1 2 3; do echo out$i; done; printf rest; echo no >&2; exit 3');
    const child = await processes.start({ ...spec, onLine: (line, stream) => told.push(`${stream} ${line}`) });
    expect((await child.exited).code).toBe(3);
    expect(told.sort()).toEqual(['stderr no', 'stdout out1', 'stdout out2', 'stdout out3', 'stdout rest']);
  });

  test('takes what it started with it when it ends', async () => {
    const lines: string[] = [];
    const child = await processes.start(sh('sleep 300 & echo $!', { onLine: (line) => lines.push(line) }));
    await child.exited;
    expect(alive(Number(lines[0]))).toBe(false);
  });

  test('that ignores the signal is killed after the grace, with its whole group', async () => {
    const lines: string[] = [];
    const child = await processes.start(
      sh(`trap '' TERM; (trap '' TERM; sleep 300) & echo $!; while :; do sleep 300; done`, {
        onLine: (line) => lines.push(line),
      }),
    );
    const inner = Number(await until('the inner process', () => lines[0]));
    const begin = Date.now();
    expect(await child.stop({ graceMs: 200 })).toMatchObject({ signal: 'SIGKILL' });
    expect(Date.now() - begin).toBeGreaterThanOrEqual(195);
    expect([alive(child.pid), alive(inner)]).toEqual([false, false]);
  });

  test('ends by the signal it asked for, at once', async () => {
    const lines: string[] = [];
    const child = await processes.start(
      sh(`trap 'echo got int; exit 5' INT; echo up; while :; do sleep 0.05; done`, {
        stopSignal: 'SIGINT',
        onLine: (line) => lines.push(line),
      }),
    );
    await until('up', () => lines.includes('up'));
    expect((await child.stop({ graceMs: 30_000 })).code).toBe(5);
    expect(lines).toContain('got int');
  });

  test('that cannot be started is an error that names it', async () => {
    await expect(processes.start(sh(':', { name: 'task 1', cwd: '/no/such/folder' }))).rejects.toThrow(
      /task 1 .*\/no\/such\/folder/,
    );
  });

  test('speaks over the channel when it is Node', async () => {
    const heard: unknown[] = [];
    const source = `process.on('message', (m) => process.send({ twice: m.n * 2 }, () => process.exit()))`;
    const child = await processes.start({
      ...sh(''),
      command: process.execPath,
      args: ['-e', source],
      onMessage: (m) => heard.push(m),
    });
    expect(child.send({ n: 21 })).toBe(true);
    await child.exited;
    expect(heard).toEqual([{ twice: 42 }]);
    expect(child.send({ n: 1 })).toBe(false);
  });

  test('tells how much memory its group holds', async () => {
    const child = await processes.start({
      ...sh(''),
      command: process.execPath,
      args: ['-e', 'global.x = Buffer.alloc(64 << 20, 1); setInterval(() => {}, 1e6)'],
    });
    await until('64 MiB', async () => (await child.memoryBytes()) > 64 << 20);
    await child.stop({ graceMs: 1000 });
    expect(await child.memoryBytes()).toBe(0);
  });
});

describe('the end of everything', () => {
  test('disposing ends all children and leaves no record', async () => {
    const child = await processes.start(sh('sleep 300'));
    await processes[Symbol.asyncDispose]();
    expect(alive(child.pid)).toBe(false);
    expect(readdirSync(folder.path)).toEqual([]);
    await expect(processes.start(sh(':'))).rejects.toThrow('everything is being stopped');
  });

  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    '%s of the parent alone ends every group, the stubborn ones too',
    async (signal) => {
      using script = runScript(PARENT(folder.path));
      const pids = await until('three processes', () => script.lines.length === 3 && script.lines.map(Number));
      expect(pids.every(alive)).toBe(true);
      script.kill(signal);
      await until('all gone', () => !pids.some(alive));
      await until(
        'no record left',
        () => !readdirSync(folder.path).some((name) => !name.startsWith(`${process.pid}_`)),
      );
    },
  );

  test('a killed guardian is replaced, so that a later kill of the parent still ends everything', async () => {
    using script = runScript(PARENT(folder.path, 'guardian'));
    const pids = await until(
      'three processes and a new guardian',
      () => script.lines.length === 4 && script.lines.map(Number).filter(Boolean),
    );
    expect(pids.every(alive)).toBe(true);
    script.kill('SIGKILL');
    await until('all gone', () => !pids.some(alive));
  });

  test('the next start ends what outlived both parent and guardian, and no process that took over an id', async () => {
    const left = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    const other = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
    const dead = join(folder.path, '999999999_never');
    mkdirSync(dead);
    writeFileSync(join(dead, String(left.pid)), `${born(left.pid ?? 0)} TERM\n`);
    writeFileSync(join(dead, String(other.pid)), `${born(other.pid ?? 0)}0 TERM\n`);
    await using _ = await createProcesses({ directory: folder.path, limits: 'off' });
    await until('the left one to end', () => left.signalCode);
    expect(alive(other.pid ?? 0)).toBe(true);
    other.kill('SIGKILL');
  });
});

/** A parent with a quiet child, a stubborn one, and a grandchild; `guardian` kills its first guardian and waits for the next. */
const PARENT = (directory: string, mode = '') => `
import { readFileSync, readdirSync } from 'node:fs';
import { createProcesses } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
const directory = ${JSON.stringify(directory)};
const processes = await createProcesses({ directory, limits: 'off' });
const guardians = () => readdirSync('/proc').filter((name) => {
  try { return /^\\d+$/.test(name) && readFileSync('/proc/' + name + '/cmdline', 'utf8').includes('guardian\\0' + directory + '/' + process.pid + '_'); } catch { return false; }
});
const start = (script) => processes.start({ name: 'x', command: '/bin/sh', args: ['-c', script], cwd: '/', env: { PATH: '/usr/bin:/bin' }, onLine: (line) => console.log(line) });
await start('echo $$; exec sleep 300');
await start('trap "" TERM; sleep 300 & echo $!; echo $$; while :; do sleep 300; done');
if (${JSON.stringify(mode)} === 'guardian') {
  const [first] = guardians();
  process.kill(Number(first), 'SIGKILL');
  const timer = setInterval(() => { const [next] = guardians(); if (next && next !== first) { clearInterval(timer); console.log('replaced'); } }, 10);
}
`;
