import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { glob, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { temporaryFolder } from './testing.ts';

const HERE = dirname(import.meta.dirname);
const SOURCES = ['src/**/*.ts', 'build.mjs', '../../../libs/{cost,plan,prices,schedule}/src/**/*.ts'];

/** The program that `npx staging` starts. */
export const BIN = join(HERE, 'bin/staging.mjs');

/** How the command ended. */
export type Ended = { code: number; stdout: string; stderr: string };

/** Runs the built command with this environment only; without a folder of a rehearsal it finds none. */
export async function staging(args: string[], env: Record<string, string> = {}, bin: string = BIN): Promise<Ended> {
  const nowhere = temporaryFolder();
  const plain = { PATH: process.env.PATH ?? '', HOME: nowhere, STAGING_REHEARSAL_DIR: nowhere, ...env };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [bin, ...args], { env: plain })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

/** A copy of the built command in a clone where set-up has found no tools yet: it takes those on PATH. */
export function stagingOfFreshClone(): string {
  const clone = temporaryFolder();
  const copy = join(clone, 'staging');
  cpSync(join(HERE, 'bin'), join(copy, 'bin'), { recursive: true });
  cpSync(join(HERE, 'dist'), join(copy, 'dist'), { recursive: true });
  writeFileSync(join(clone, 'pnpm-workspace.yaml'), '');
  return join(copy, 'bin/staging.mjs');
}

/**
 * What the command needs of a machine that does nothing else, in milliseconds: the quickest of five runs, each without the time
 * that it waited for a core.
 */
export async function quickestMs(args: string[], env: Record<string, string> = {}): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run += 1) quickest = Math.min(quickest, await runMs(args, env));
  return quickest;
}

async function runMs(args: string[], env: Record<string, string>): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_OPTIONS: `--import=${SAY_WAITED}`, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let waitedNs = '';
  child.stdio[3]?.on('data', (data: Buffer) => (waitedNs += data));
  await once(child, 'close');
  return performance.now() - began - Number(waitedNs) / 1e6;
}

/** Has a program tell, when it ends, how many nanoseconds its main thread was ready to run and had no core (Linux counts them). */
const SAY_WAITED = `data:text/javascript,${encodeURIComponent(`
  import { existsSync, readFileSync, writeSync } from 'node:fs';
  const counted = '/proc/self/schedstat';
  process.on('exit', () => writeSync(3, existsSync(counted) ? readFileSync(counted, 'utf8').split(' ')[1] : '0'));
`)}`;

/** Builds the command when its sources are newer: one test file does, while the others wait. */
export async function builtCommand(): Promise<void> {
  await using _ = await onlyOne();
  if (await outdated()) await promisify(execFile)(process.execPath, [join(HERE, 'build.mjs')]);
}

async function outdated(): Promise<boolean> {
  const built = await modified(join(HERE, 'dist/cli.mjs'));
  for await (const file of glob(SOURCES, { cwd: HERE })) {
    if (!/\.test\.ts$|testing[^/]*\.ts$/.test(file) && (await modified(join(HERE, file))) > built) return true;
  }
  return false;
}

async function modified(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}

/** Waits until no other process of this machine is in here. The name is free again when its holder ends, however it ends. */
async function onlyOne(): Promise<AsyncDisposable> {
  const server = createServer();
  while (!(await listens(server, `\0${BIN}`))) await sleep(100);
  return server;
}

async function listens(server: Server, name: string): Promise<boolean> {
  try {
    await once(server.listen(name), 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}
