import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type ProgramOptions = {
  /** The folder of an image. */
  readonly folder: string;
  /** Its program: `main.js`. */
  readonly file: string;
  readonly env?: Readonly<Record<string, string>>;
};

export type Program = AsyncDisposable & {
  readonly process: ChildProcess;
  /** What it printed so far, a line each. */
  readonly lines: readonly string[];
  /** Its exit code once it ends; null when a signal ended it. */
  readonly exit: Promise<number | null>;
};

/** Starts a program of an image as a task would: plain node, its own folder, only the environment that it is given. */
export const startProgram = ({ folder, file, env = {} }: ProgramOptions): Program => {
  const child = spawn(process.execPath, [file], {
    cwd: folder,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    lines,
    exit,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
};

export type Service = Program & { readonly url: string; readonly startMs: number };

/** Starts a service on a free port of the loopback and waits, at most 30 s, until it says where it listens. */
export const startService = async (options: ProgramOptions): Promise<Service> => {
  const program = startProgram({ ...options, env: { ...options.env, HOST: '127.0.0.1', PORT: '0' } });
  const listening = await until(30_000, () => {
    if (program.process.exitCode !== null) throw new Error(`it ended:\n${program.lines.join('\n')}`);
    return program.lines.find((line) => line.includes('"listening"'));
  });
  const { startMs, port } = JSON.parse(listening) as { startMs: number; port: number };
  return { ...program, url: `http://127.0.0.1:${port}`, startMs };
};

/** Looks again and again until there is something; throws after `deadlineMs` with what was seen last. */
export const until = async <T>(deadlineMs: number, look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  const end = performance.now() + deadlineMs;
  let last: unknown;
  while (performance.now() < end) {
    try {
      last = await look();
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('it ended')) throw error;
      last = error;
    }
    if (last !== undefined && !(last instanceof Error)) return last as T;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nothing within ${deadlineMs} ms; last: ${String(last)}`);
};
