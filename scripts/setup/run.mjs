import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { NO_SPACE, noSpace, SetupError } from './fault.mjs';

const running = new Set();

/** Runs a command to its end; its output is shown only when it fails. Rejects with a SetupError that carries the output's last lines. */
export function run(command, args, { cwd, env, hint = 'See the output above.' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output = (output + data).slice(-20_000);
      });
    child.on('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`, hint)));
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) return resolve(output);
      const call = `${command} ${args.slice(0, 3).join(' ')}`;
      if (NO_SPACE.test(output)) return reject(noSpace(call));
      const tail = output.trim().split('\n').slice(-15).join('\n    ');
      reject(new SetupError(`${call} … failed (${signal ?? `exit code ${code}`}):\n    ${tail}`, hint));
    });
  });
}

/** Ends every command that still runs; SIGINT lets Go and npm clear what they have half done. */
export function abandon() {
  for (const child of running) child.kill('SIGINT');
}

/** The first line that a quick command prints, or undefined when it cannot be run. */
export function ask(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', timeout: 20_000 });
  return result.status === 0 ? `${result.stdout}${result.stderr}`.trim() : undefined;
}

/** All executables of that name on PATH, first one first. */
export function which(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .filter(executable);
}

export function executable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** True when `version` ("1.11.4") is at least `least` ("1.11"). */
export function atLeast(version, least) {
  const [have, want] = [version, least].map((text) => text.split('.').map(Number));
  for (const [index, part] of want.entries()) if ((have[index] ?? 0) !== part) return (have[index] ?? 0) > part;
  return true;
}
