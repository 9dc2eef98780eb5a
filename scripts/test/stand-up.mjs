import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { local, root } from '../setup/places.mjs';
import { count } from './runner.mjs';

/** The bar for a first start on 2 cores, with everything that is built beside it here. */
const LIMIT_MS = 10 * 60_000;

/** A rehearsal of the tests' own, from nothing; resolves when its page answers, or when that failed. */
export async function standUp() {
  const directory = join(root, '.rehearsal-test');
  const log = join(local, 'results', 'rehearsal.log');
  rmSync(directory, { recursive: true, force: true });
  const env = { STAGING_REHEARSAL_DIR: directory };
  const output = openSync(log, 'w');
  const began = performance.now();
  const child = spawn(join(root, 'node_modules/.bin/staging'), ['rehearse'], {
    cwd: root,
    stdio: ['ignore', output, output],
    detached: true,
    env: { ...process.env, ...env },
  });
  closeSync(output);
  const ended = new Promise((resolve) => child.on('close', resolve));
  const stop = async () => {
    if (child.exitCode === null) process.kill(child.pid, 'SIGINT');
    await ended;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => stop().then(() => process.exit(130)));
  const ready = await Promise.race([
    until(() => readFileSync(log, 'utf8').includes('Ready after'), LIMIT_MS),
    ended.then(() => false),
  ]);
  count(ready);
  process.stdout.write(
    `\n── first start: ${ready ? 'ready' : 'FAILED'} after ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
  );
  if (!ready) process.stdout.write(`${readFileSync(log, 'utf8').split('\n').slice(-60).join('\n')}\n`);
  return { ready, env, stop };
}

async function until(holds, limitMs) {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    if (holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return false;
}
