import { fileURLToPath } from 'node:url';
import type { Exit, Processes } from '../processes/types.ts';
import type { Configuration } from './configuration.ts';
import type { LogStream } from './log-stream.ts';
import type { FunctionError, Invocation, Message } from './messages.ts';

export type Outcome = { payload: string } | { error: FunctionError };

/** One warm copy of a function: a process that answers one invocation at a time. */
export interface Sandbox {
  /** Real milliseconds until it was ready. */
  readonly initMs: number;
  readonly logStream: LogStream;
  readonly alive: boolean;
  /** Ends it when `timeoutSeconds` have passed. Never rejects. */
  invoke(invocation: Invocation, timeoutSeconds: number, onLine: (line: string) => void): Promise<Outcome>;
  memoryBytes(): Promise<number>;
  stop(): Promise<void>;
}

export type SandboxOptions = {
  processes: Processes;
  configuration: Configuration;
  /** Where its code is. */
  root: string;
  env: Record<string, string>;
  logStream: LogStream;
  /** How far the world is ahead of the machine while its code is loaded, in milliseconds. */
  aheadMs: number;
};

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
/** What Lambda allows. */
const INIT_SECONDS = 10;

/** Starts a copy and loads its code. A handler that cannot be loaded is found out by the first invocation, as on AWS. */
export async function startSandbox({
  processes,
  configuration,
  root,
  env,
  logStream,
  aheadMs,
}: SandboxOptions): Promise<Sandbox> {
  const begin = performance.now();
  const ready = Promise.withResolvers<void>();
  let hear: (message: Message) => void = (message) => message.kind === 'ready' && ready.resolve();
  let tell: (line: string) => void = (line) => logStream.write(line);
  const child = await processes.start({
    name: `function ${configuration.name}`,
    command: process.execPath,
    args: [WORKER, String(aheadMs)],
    cwd: root,
    env,
    onMessage: (message) => {
      const heard = message as Message;
      if (heard.kind === 'log') tell(heard.text);
      else hear(heard);
    },
    onLine: (line) => tell(line),
  });
  let exit: Exit | undefined;
  void child.exited.then((value) => {
    exit = value;
    ready.resolve();
  });
  const late = setTimeout(ready.resolve, INIT_SECONDS * 1000);
  await ready.promise;
  clearTimeout(late);

  return {
    initMs: performance.now() - begin,
    logStream,
    get alive() {
      return exit === undefined;
    },
    async invoke(invocation, timeoutSeconds, onLine) {
      const outcome = Promise.withResolvers<Outcome>();
      tell = onLine;
      hear = (message) => {
        if (message.kind === 'ready' || message.kind === 'log' || message.id !== invocation.id) return;
        outcome.resolve(message.kind === 'done' ? { payload: message.payload } : { error: message.error });
      };
      void child.exited.then((ended) => outcome.resolve({ error: exited(invocation.id, ended) }));
      const timer = setTimeout(() => {
        outcome.resolve({ error: timedOut(invocation.id, timeoutSeconds) });
        void child.stop({ graceMs: 0 });
      }, timeoutSeconds * 1000);
      child.send(invocation);
      const result = await outcome.promise;
      clearTimeout(timer);
      tell = (line) => logStream.write(line);
      return result;
    },
    memoryBytes: child.memoryBytes,
    async stop() {
      await child.stop({ graceMs: 500 });
      await logStream.flush();
    },
  };
}

function exited(id: string, { code, signal, outOfMemory }: Exit): FunctionError {
  if (outOfMemory)
    return {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: `RequestId: ${id} Error: Runtime exited with error: signal: killed`,
    };
  const how = signal ? `signal: ${signal === 'SIGKILL' ? 'killed' : signal}` : `exit status ${code}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${id} Error: Runtime exited with error: ${how}` };
}

function timedOut(id: string, seconds: number): FunctionError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${id} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  };
}
