import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../clock/index.ts';
import type { Cgroup } from './cgroups.ts';
import { groupBytes, groupGone, signalGroup } from './group.ts';
import { readLines } from './lines.ts';
import { LAUNCH } from './scripts.ts';
import type { Exit, ManagedProcess, ProcessSpec } from './types.ts';

/** Starts a child as the leader of a process group of its own, recorded in `records` and inside `cgroup` from its first instruction. */
export async function startChild(spec: ProcessSpec, records: string, cgroup?: Cgroup): Promise<ManagedProcess> {
  const child = await spawned(spec, records, cgroup?.joins ?? []);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${spec.name} did not start`);
  const exited = ended(child, pid, spec).then((exit): Exit => {
    const outOfMemory = exit.code !== 0 && (cgroup?.outOfMemory() ?? false);
    cgroup?.remove();
    rmSync(join(records, String(pid)), { force: true });
    return { ...exit, outOfMemory };
  });
  const { stdin: input, stdout: output } = child;
  return {
    pid,
    exited,
    ...(spec.streams && input && output && { streams: { input, output } }),
    async stop({ graceMs, signal = spec.stopSignal ?? 'SIGTERM' }) {
      signalGroup(pid, signal);
      const over = new AbortController();
      void exited.then(() => over.abort());
      await pause(graceMs, over.signal);
      if (!over.signal.aborted) signalGroup(pid, 'SIGKILL');
      return exited;
    },
    memoryBytes: async () => groupBytes(pid),
    send: (message) => child.connected && child.send(message as object, () => {}),
  };
}

function spawned(spec: ProcessSpec, records: string, joins: readonly string[]): Promise<ChildProcess> {
  const output = spec.onLine || spec.streams ? 'pipe' : 'ignore';
  const launch = [records, spec.stopSignal?.slice(3) ?? 'TERM', ...joins, '--', spec.command, ...spec.args];
  const child = spawn('/bin/sh', ['-c', LAUNCH, 'launch', ...launch], {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: [spec.streams ? 'pipe' : 'ignore', output, output, ...(spec.onMessage ? ['ipc' as const] : [])],
  });
  if (spec.onMessage) child.on('message', spec.onMessage);
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child));
    child.once('error', (error) =>
      reject(new Error(`${spec.name} cannot be started in ${spec.cwd}: ${error.message}`)),
    );
  });
}

/** Real milliseconds given to lines that are still on their way; a grandchild outside the group may hold the pipe for ever. */
const LAST_LINES_MS = 1000;

/** When the leader ends, so does its group: nothing outlives the process that stands for it. */
async function ended(child: ChildProcess, pid: number, spec: ProcessSpec): Promise<Pick<Exit, 'code' | 'signal'>> {
  const lines = (['stdout', 'stderr'] as const).map((name) => {
    const stream = child[name];
    return stream && spec.onLine ? readLines(stream, (line) => spec.onLine?.(line, name)) : Promise.resolve();
  });
  const exit = await new Promise<Pick<Exit, 'code' | 'signal'>>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  signalGroup(pid, 'SIGKILL');
  const read = new AbortController();
  void Promise.all(lines).then(() => read.abort());
  await Promise.all([groupGone(pid), pause(LAST_LINES_MS, read.signal)]);
  if (!spec.streams) child.stdout?.destroy();
  child.stderr?.destroy();
  return exit;
}
