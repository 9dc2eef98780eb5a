import { constants } from 'node:os';
import type { Exit, ProcessSpec, StopSignal } from '../../processes/types.ts';
import { taskHealth } from '../core/container-health.ts';
import type { Task } from '../types.ts';
import type { Bench } from './bench.ts';
import { watchContainer } from './container-check.ts';
import type { Prepared } from './prepare.ts';
import { StartFailure } from './start-failure.ts';

/** A started container. */
export interface RunningContainer {
  readonly essential: boolean;
  readonly exited: Promise<void>;
  /** The signal, then SIGKILL after the stop timeout in real seconds. Resolves when it is gone and its logs are shipped. */
  stop(signal: StopSignal): Promise<void>;
}

const STOP_TIMEOUT_SECONDS = 30;
/** Real milliseconds that the last lines of a stopped container get to be shipped. */
const LAST_LINES_MS = 5_000;

/** Starts a prepared container and its health check; keeps the container's record true until it has stopped. */
export async function startContainer(task: Task, prepared: Prepared, bench: Bench): Promise<RunningContainer> {
  const { record, definition, command, env, folder, logs } = prepared;
  const [program = '', ...args] = command;
  const spec: ProcessSpec = {
    name: `task-${task.id}-${record.name}`,
    command: program === 'node' ? process.execPath : program,
    args,
    cwd: definition.workingDirectory ?? folder,
    env,
    limits: limitsOf(task, prepared),
    onLine: (line) => logs?.write(line),
  };
  const child = await bench.processes.start(spec).catch((error: Error) => {
    throw new StartFailure(`CannotStartContainerError: ${error.message}`);
  });
  record.lastStatus = 'RUNNING';
  bench.changed(task);
  const checking = new AbortController();
  check(task, prepared, bench, checking.signal);
  const exited = child.exited.then(async (exit) => {
    checking.abort();
    noteExit(task, prepared, exit);
    const left = await logs?.close(LAST_LINES_MS);
    if (left && left.lost > 0) bench.warn(task, `${left.lost} log lines could not be shipped`);
    bench.changed(task);
  });
  return {
    essential: record.essential,
    exited,
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

function check(task: Task, { record, definition, env, folder }: Prepared, bench: Bench, signal: AbortSignal): void {
  const { healthCheck } = definition;
  if (!healthCheck || !record.checked) return;
  void watchContainer({
    check: { ...healthCheck, command: healthCheck.command.map((word) => (word === 'node' ? process.execPath : word)) },
    pace: bench.pace,
    processes: bench.processes,
    spec: { name: `health-${task.id}-${record.name}`, cwd: definition.workingDirectory ?? folder, env },
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
