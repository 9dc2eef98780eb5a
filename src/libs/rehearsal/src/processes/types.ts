/** What a child process is started with. It gets exactly `env`, nothing inherited. */
export type ProcessSpec = {
  /** For messages and the cgroup's name: `task 3f2a…`, `postgres`, `emulator`. */
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Enforced by cgroups where the machine allows it. */
  limits?: { vcpu: number; memoryMib: number };
  onLine?(line: string, stream: 'stdout' | 'stderr'): void;
};

export type Exit = { code: number | null; signal: string | null; outOfMemory: boolean };

export interface ManagedProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** TERM to the process group, KILL after `graceMs` real milliseconds. Resolves when the whole group is gone. */
  stop(options: { graceMs: number; signal?: 'SIGTERM' | 'SIGINT' | 'SIGQUIT' }): Promise<Exit>;
  /** Bytes resident, of the whole group. */
  memoryBytes(): Promise<number>;
}

/**
 * Starts children in process groups of their own. Whatever ends the rehearsal, a `kill -9` included, ends them too:
 * a guardian process sees its pipe close and ends the groups that are left.
 */
export interface Processes extends AsyncDisposable {
  start(spec: ProcessSpec): Promise<ManagedProcess>;
  /** Whether CPU and memory limits are enforced, and why not. */
  readonly limits: { enforced: true } | { enforced: false; why: string };
}
