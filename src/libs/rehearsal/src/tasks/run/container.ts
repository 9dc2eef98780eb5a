import { constants } from 'node:os';
import type { Exit, ManagedProcess, ProcessSpec, StopSignal } from '../../processes/types.ts';
import { taskHealth } from '../core/container-health.ts';
import type { Started } from '../rooms/types.ts';
import type { Task } from '../types.ts';
import type { Bench } from './bench.ts';
import { watchContainer } from './container-check.ts';
import type { Prepared } from './prepare.ts';
import { StartFailure } from './start-failure.ts';

/** A started container. */
export interface RunningContainer {
  readonly essential: boolean;
  readonly name: string;
  readonly exited: Promise<void>;
  /** Starts another program in it, by `launcher` when one is given (a program that starts the one after its own arguments). */
  start(command: readonly string[], launcher?: readonly string[]): Promise<ManagedProcess>;
  /** The signal, then SIGKILL after the stop timeout in real seconds. Resolves when it is gone and its logs are shipped. */
  stop(signal: StopSignal): Promise<void>;
}

const STOP_TIMEOUT_SECONDS = 30;
/** Real milliseconds that the last lines of a stopped container get to be shipped. */
const LAST_LINES_MS = 5_000;

/** Starts a prepared container and its health check; keeps the container's record true until it has stopped. */
export async function startContainer(task: Task, prepared: Prepared, bench: Bench): Promise<RunningContainer> {
  const { record, definition, command, env, image, room, logs } = prepared;
  const started = image.runsHere ? room.start(command, env, definition.workingDirectory) : cannotRun(command, env);
  const spec: ProcessSpec = {
    name: `task-${task.id}-${record.name}`,
    ...started,
    limits: limitsOf(task, prepared),
    onLine: (line) => logs?.write(line),
  };
  const child = await bench.processes.start(spec).catch(async (error: Error) => {
    await room[Symbol.asyncDispose]();
    throw new StartFailure(`CannotStartContainerError: ${error.message}`);
  });
  record.lastStatus = 'RUNNING';
  bench.changed(task);
  const checking = new AbortController();
  const beside = (words: readonly string[]) => room.beside(child.pid, words, env);
  check(task, prepared, bench, beside, checking.signal);
  const exited = child.exited.then(async (exit) => {
    checking.abort();
    await room[Symbol.asyncDispose]();
    noteExit(task, prepared, exit);
    const left = await logs?.close(LAST_LINES_MS);
    if (left && left.lost > 0) bench.warn(task, `${left.lost} log lines could not be shipped`);
    bench.changed(task);
  });
  return {
    essential: record.essential,
    name: record.name,
    exited,
    async start(given, launcher = []) {
      const program = await beside(given);
      if (!program) throw new StartFailure('CannotStartContainerError: the container has just begun');
      const [first = '', ...args] = [...launcher, program.command, ...program.args];
      const name = `exec-${task.id}-${record.name}`;
      const limits = limitsOf(task, prepared);
      return bench.processes.start({ ...program, name, command: first, args, limits, streams: true });
    },
    async stop(signal) {
      checking.abort();
      await child.stop({ graceMs: (definition.stopTimeout ?? STOP_TIMEOUT_SECONDS) * 1000, signal });
      await exited;
    },
  };
}

/** The smaller of the container's own limit and the task's, which Fargate always has. */
function limitsOf(task: Task, { record, definition }: Prepared) {
  const override = task.overrides.containerOverrides?.find(({ name }) => name === record.name);
  const memoryMib = Math.min(Number(task.memory), override?.memory ?? definition.memory ?? Number.POSITIVE_INFINITY);
  return { vcpu: Number(task.cpu) / 1024, memoryMib };
}

/** As the kernel, and Fargate's runtime in its name, say it of a program for another architecture. */
function cannotRun([program = '']: readonly string[], env: Record<string, string>): Started {
  const args = ['-c', 'echo "exec $0: exec format error" >&2; exit 255', program];
  return { command: '/bin/sh', args, cwd: '/', env };
}

function check(
  task: Task,
  { record, definition }: Prepared,
  bench: Bench,
  beside: (command: readonly string[]) => Promise<Started | undefined>,
  signal: AbortSignal,
) {
  const { healthCheck } = definition;
  if (!healthCheck || !record.checked) return;
  void watchContainer({
    check: healthCheck,
    pace: bench.pace,
    processes: bench.processes,
    name: `health-${task.id}-${record.name}`,
    start: beside,
    signal,
    changed(status) {
      const before = taskHealth(task.containers);
      record.health = status;
      bench.changed(task);
      if (taskHealth(task.containers) !== before) report(task, bench);
    },
  });
}

/** Tells Cloud Map how the task is; an instance that is not registered yet is registered with its health. */
function report(task: Task, bench: Bench): void {
  const healthy = taskHealth(task.containers) === 'HEALTHY';
  for (const { registryArn = '' } of task.serviceRegistries) {
    bench.cloud.reportInstance(lastOf(registryArn), task.id, healthy).catch(() => undefined);
  }
}

function noteExit(task: Task, { record }: Prepared, exit: Exit): void {
  record.lastStatus = 'STOPPED';
  record.exitCode = exit.outOfMemory ? 137 : (exit.code ?? 128 + signalNumber(exit.signal));
  if (exit.outOfMemory) record.reason = 'OutOfMemoryError: Container killed due to memory usage';
  if (record.checked && record.health !== 'UNHEALTHY') record.health = 'UNKNOWN';
  task.version++;
}

function signalNumber(signal: string | null): number {
  return Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0;
}

const lastOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
