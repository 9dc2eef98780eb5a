import { existsSync, rmdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { findCgroups } from './cgroups.ts';
import { createProcesses } from './index.ts';
import { runScript, temporaryFolder, until } from './testing.ts';
import type { Processes } from './types.ts';

const found = findCgroups('probe');
const tops = 'why' in found ? [] : found.tops;
for (const top of tops) rmdirSync(top);

async function world(limits: 'auto' | 'off'): Promise<Processes> {
  const folder = temporaryFolder('limits');
  const processes = await createProcesses({ directory: folder.path, limits });
  onTestFinished(async () => {
    await processes[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });
  return processes;
}

const node = (source: string, limits: { vcpu: number; memoryMib: number }, lines: string[] = []) => ({
  name: 'limited',
  command: process.execPath,
  args: ['-e', source],
  cwd: '/',
  env: {},
  limits,
  onLine: (line: string) => lines.push(line),
});

test('limits that are switched off are said to be', async () => {
  expect((await world('off')).limits).toEqual({ enforced: false, why: 'they are switched off' });
});

test.runIf(tops.length === 0)('a machine without control groups says why nothing is limited', async () => {
  expect((await world('auto')).limits).toMatchObject({
    enforced: false,
    why: expect.stringMatching(/control group|controller/),
  });
});

test.runIf(tops.length > 0)(
  'a child sees its memory limit from its first instruction, and no more than its share of a processor',
  async () => {
    const processes = await world('auto');
    expect(processes.limits).toEqual({ enforced: true });
    const lines: string[] = [];
    const spin = `console.log(process.constrainedMemory());
    const begin = Date.now(); while (Date.now() - begin < 1500); console.log(process.cpuUsage().user + process.cpuUsage().system)`;
    const child = await processes.start(node(spin, { vcpu: 0.25, memoryMib: 128 }, lines));
    await child.exited;
    expect(lines[0]).toBe(String(128 * 1024 * 1024));
    const used = Number(lines[1]) / 1.5e6;
    expect(used).toBeLessThan(0.4);
  },
);

test.runIf(tops.length > 0)('a child that outgrows its memory is killed for it', async () => {
  const processes = await world('auto');
  const grow = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(8 << 20, 1)), 1)';
  const child = await processes.start(node(grow, { vcpu: 1, memoryMib: 96 }));
  expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL', outOfMemory: true });
});

test.runIf(tops.length > 0)('a child that ends by itself or is killed was not out of memory', async () => {
  const processes = await world('auto');
  const child = await processes.start(node('setInterval(() => {}, 1e6)', { vcpu: 1, memoryMib: 96 }));
  expect(await child.stop({ graceMs: 0 })).toMatchObject({ outOfMemory: false });
});

test.runIf(tops.length > 0)('no control group is left, neither by an end in order nor by a kill', async () => {
  for (const end of ['dispose', 'kill'] as const) {
    using folder = temporaryFolder('limits');
    using script = runScript(LIMITED(folder.path, end));
    const [groups] = await until("the child's groups", () => script.lines.length > 0 && script.lines);
    const folders = JSON.parse(groups ?? '[]') as string[];
    expect(folders.length).toBeGreaterThan(0);
    await until(`groups gone after ${end}`, () => !folders.some(existsSync));
  }
});

const LIMITED = (directory: string, end: 'dispose' | 'kill') => `
import { readFileSync } from 'node:fs';
import { createProcesses } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
const directory = ${JSON.stringify(directory)};
const processes = await createProcesses({ directory, limits: 'auto' });
await processes.start({ name: 'x', command: '/bin/sleep', args: ['300'], cwd: '/', env: {}, limits: { vcpu: 0.5, memoryMib: 64 } });
const run = directory + '/' + (await import('node:fs')).readdirSync(directory)[0];
console.log(JSON.stringify(readFileSync(run + '/cgroups', 'utf8').trim().split('\\n')));
${end === 'dispose' ? 'await processes[Symbol.asyncDispose]()' : "process.kill(process.pid, 'SIGKILL')"};
`;
