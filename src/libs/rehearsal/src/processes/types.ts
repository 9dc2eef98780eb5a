import type { Readable, Writable } from 'node:stream';

/** What a child process is started with. It gets exactly `env`, nothing inherited. */
export type ProcessSpec = {
  /** For messages and the cgroup's name: `task 3f2a…`, `postgres`, `emulator`. */
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Enforced by cgroups where the machine allows it. */
  limits?: Limits;
  /** What asks it to end, in `stop()` and when the rehearsal itself is killed. SIGTERM unless given. */
  stopSignal?: StopSignal;
  onLine?(line: string, stream: 'stdout' | 'stderr'): void;
  /** Gives its input and output as they are (`ManagedProcess.streams`), instead of lines. */
  streams?: true;
  /** Opens Node's channel to the child (which must be Node): what it sends with `process.send`. */
  onMessage?(message: unknown): void;
};

/** Whole processors (0.25 is a quarter of one) and mebibytes. */
export type Limits = { vcpu: number; memoryMib: number };

export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGQUIT';

export type Exit = { code: number | null; signal: string | null; outOfMemory: boolean };

export interface ManagedProcess {
  /** Of the process and of its group. */
  readonly pid: number;
  /** Resolves once the process has ended, all its lines were told, and what it left in its group is gone. */
  readonly exited: Promise<Exit>;
  /** Signals the process group, KILL after `graceMs` real milliseconds. Resolves when the whole group is gone. */
  stop(options: { graceMs: number; signal?: StopSignal }): Promise<Exit>;
  /** Bytes resident, of the whole group. */
  memoryBytes(): Promise<number>;
  /** Of a child with `streams`. */
  readonly streams?: { input: Writable; output: Readable };
  /** To a child with `onMessage`; false when it is gone. */
  send(message: unknown): boolean;
}

/**
 * Starts children in process groups of their own. Whatever ends the rehearsal, a `kill -9` included, ends them too:
 * a guardian process sees its pipe close and ends the groups that are left.
 */
export interface Processes extends AsyncDisposable {
  /** Rejects when the process cannot be started at all (no such folder, no processes left). An unknown command exits 127. */
  start(spec: ProcessSpec): Promise<ManagedProcess>;
  /** Ends a process group that somebody else started, too, should the rehearsal be killed. Disposed once the group has ended. */
  watchOver(pid: number, stopSignal: StopSignal): Disposable;
  /** Whether CPU and memory limits are enforced, and why not. */
  readonly limits: { enforced: true } | { enforced: false; why: string };
}
