import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { local, root } from '../setup/places.mjs';
import { count, stopwatch } from './runner.mjs';

/** Where the tests' own rehearsal lives: a person's is never touched. */
export const OWN_DIRECTORY = join(root, '.rehearsal-test');

/** The bar for a first start on 2 cores, with everything that is built beside it here. */
const LIMIT_MS = 10 * 60_000;

/** A rehearsal of the tests' own, from nothing; resolves when its page answers, or when that failed. */
export async function standUp() {
  const log = join(local, 'results', 'rehearsal.log');
  await endRunning();
  rmSync(OWN_DIRECTORY, { recursive: true, force: true });
  const env = { STAGING_REHEARSAL_DIR: OWN_DIRECTORY };
  const output = openSync(log, 'w');
  const took = stopwatch();
  const child = spawn(join(root, 'node_modules/.bin/staging'), ['rehearse'], {
    cwd: root,
    stdio: ['ignore', output, output],
    detached: true,
    env: { ...process.env, ...env },
  });
  closeSync(output);
  const ended = new Promise((resolve) => child.on('close', resolve));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(child.pid, 'SIGINT');
    await ended;
    await endRunning();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => stop().then(() => process.exit(130)));
  const ready = await Promise.race([
    until(() => readFileSync(log, 'utf8').includes('Ready after'), LIMIT_MS),
    ended.then(() => false),
  ]);
  count(ready, 'the first start of a rehearsal');
  process.stdout.write(`\n── first start: ${ready ? 'ready' : 'FAILED'} after ${took()}\n`);
  if (!ready) process.stdout.write(`${readFileSync(log, 'utf8').split('\n').slice(-60).join('\n')}\n`);
  return { ready, env, stop };
}

/** The end-to-end tests end a rehearsal and start another: whichever runs last is ended too. */
async function endRunning() {
  try {
    const { pid } = JSON.parse(readFileSync(join(OWN_DIRECTORY, 'run.json'), 'utf8'));
    process.kill(pid, 'SIGINT');
    await until(() => !isAlive(pid), 60_000);
  } catch {
    // none runs
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds, limitMs) {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}
