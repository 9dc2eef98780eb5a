import type { StopSignal } from '../../processes/types.ts';
import type { StopOrder, Task, TaskStatus } from '../types.ts';
import { attach, detach, drained } from './attach.ts';
import type { Bench } from './bench.ts';
import { type RunningContainer, startContainer } from './container.ts';
import { type Prepared, prepare } from './prepare.ts';

/** A task that lives. */
export interface TaskRun {
  /**
   * Deregisters, drains, then SIGTERM, stop timeout, SIGKILL. `drain: false` is for the end of the world, when nobody is left
   * to be served: no draining, and SIGINT, which applications take for "no need to wait". A second call only hurries.
   */
  stop(order: StopOrder, options?: { drain: boolean }): void;
  /** A container of it that was started. */
  container(name: string): RunningContainer | undefined;
  /** Resolves when the task is STOPPED; never rejects. */
  readonly finished: Promise<void>;
}

/** Brings a task to life: PROVISIONING → PENDING → ACTIVATING → RUNNING → DEACTIVATING → STOPPING → DEPROVISIONING → STOPPED. */
export function runTask(task: Task, bench: Bench): TaskRun {
  const ordered = Promise.withResolvers<void>();
  const hurry = new AbortController();
  const containers: RunningContainer[] = [];
  let signal: StopSignal = 'SIGTERM';
  return {
    finished: live().then(end),
    container: (name) => containers.find((one) => one.name === name),
    stop(order, options) {
      if (options?.drain === false) {
        hurry.abort();
        signal = 'SIGINT';
      }
      note(order);
      ordered.resolve();
    },
  };

  async function live(): Promise<void> {
    try {
      const prepared = await prepare(task, bench);
      for (const one of prepared) {
        if (wanted()) containers.push(await startContainer(task, one, bench));
        else await one.room[Symbol.asyncDispose]();
      }
      if (!wanted()) return;
      await serve(prepared);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const worded = error instanceof Error && error.name === 'StartFailure';
      note({ code: 'TaskFailedToStart', reason: worded ? message : `ResourceInitializationError: ${message}` });
    }
  }

  async function serve(prepared: readonly Prepared[]): Promise<void> {
    const exit = Promise.race(containers.filter((one) => one.essential).map((one) => one.exited));
    const over = Promise.race([exit.then(crashed), ordered.promise]);
    enter('ACTIVATING');
    const ports = prepared.flatMap((one) =>
      (one.definition.portMappings ?? []).flatMap((it) => it.containerPort ?? []),
    );
    await attach(task, bench, ports);
    if (wanted()) {
      task.startedAt = now();
      enter('RUNNING');
      await over;
    }
    if (task.stopCode === 'EssentialContainerExited') return detach(task, bench);
    enter('DEACTIVATING');
    await detach(task, bench);
    if (task.loadBalancers.length > 0) bench.tell(task, 'has begun draining connections on 1 tasks.');
    await Promise.race([drained(task, bench, hurry.signal), exit]);
  }

  function crashed() {
    note({ code: 'EssentialContainerExited', reason: 'Essential container in task exited' });
  }

  async function end(): Promise<void> {
    enter('STOPPING');
    hurry.abort();
    // In a hurry, too, nobody is left to be served: the targets were drained before.
    const given = bench.pace.hurried ? 'SIGINT' : signal;
    await Promise.all(containers.map((one) => one.stop(given)));
    task.executionStoppedAt = now();
    enter('DEPROVISIONING');
    if (task.address) bench.addresses.release(task.address);
    for (const container of task.containers) container.lastStatus = 'STOPPED';
    task.stoppedAt = now();
    enter('STOPPED');
  }

  function note(order: StopOrder): void {
    if (!wanted()) return;
    task.desiredStatus = 'STOPPED';
    task.stopCode = order.code;
    task.stoppedReason = order.reason;
    task.stoppingAt = now();
    task.version++;
    bench.changed(task);
  }

  function enter(status: TaskStatus): void {
    task.lastStatus = status;
    task.version++;
    bench.changed(task);
  }

  function wanted(): boolean {
    return task.desiredStatus === 'RUNNING';
  }

  function now(): number {
    return bench.clock.now().getTime();
  }
}
