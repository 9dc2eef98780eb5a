import { join } from 'node:path';
import { GetFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import { createClients } from '../aws.ts';
import type { Context } from '../context.ts';
import { fault } from '../relay/wire.ts';
import { type CodeStore, createCodeStore } from './code.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { environmentOf } from './environment.ts';
import type { FunctionReference } from './function-name.ts';
import { aheadMs, type InvocationResult, runInvocation } from './invocation.ts';
import { createLogStream } from './log-stream.ts';
import { createPool, type Pool } from './pool.ts';
import { startSandbox } from './sandbox.ts';

/** What is known of a function since the rehearsal started. */
export type Tally = {
  name: string;
  warm: number;
  invocations: number;
  errors: number;
  architecture: string;
  /** What Lambda charges by. */
  gbSeconds: number;
  last?: { at: Date; ms: number; error?: string };
};

export interface Runner {
  readonly code: CodeStore;
  /** Throws a fault when there is no such function, or no code of it. */
  run(reference: FunctionReference, event: unknown): Promise<InvocationResult>;
  /** As `run`, later, and twice again when the function fails: what Lambda does with an event. Throws only as `run` does before it runs. */
  later(reference: FunctionReference, event: unknown): Promise<void>;
  /** Forgets what is known of a function's configuration and ends its warm copies: it has changed. */
  changed(name: string): void;
  tallies(): Tally[];
  /** Functions that run now. */
  running(): string[];
  end(): Promise<void>;
}

type Deployed = { configuration: Configuration; pool: Pool };

/** World milliseconds before the first and the second repetition of a failed event. */
const RETRY_AFTER_MS = [60_000, 120_000];

export function createRunner(context: Context, extraEnv: () => Record<string, string>): Runner {
  const { clock, events, processes, endpoint, region } = context;
  const { lambda, logs } = createClients(endpoint, region);
  const code = createCodeStore(join(context.directory, 'functions'));
  /** Where Node keeps what it compiled: a new process starts in half the time. */
  const compiled = join(context.directory, 'functions-compiled');
  const deployed = new Map<string, Promise<Deployed>>();
  const tallies = new Map<string, Tally>();
  const active = new Map<string, number>();
  const ending = new AbortController();

  async function deploy(reference: FunctionReference): Promise<Deployed> {
    const configuration = await readConfiguration(lambda, reference);
    const { name, version, codeSha256, logGroup: group } = configuration;
    const root = code.find(codeSha256);
    if (!root)
      throw fault('ServiceException', `The rehearsal does not hold the code of ${name}: deploy it again.`, 500);
    const failed = (error: unknown) => events.emit('functions', name, `its log cannot be written: ${error}`, 'warn');
    const start = () => {
      const logStream = createLogStream({ logs, group, version, failed, now: clock.now });
      const place = { root, endpoint, region, logStream: logStream.name, extra: extraEnv() };
      const env = { ...environmentOf(configuration, place), NODE_COMPILE_CACHE: compiled };
      return startSandbox({ processes, configuration, root, logStream, env, aheadMs: aheadMs(clock) });
    };
    return { configuration, pool: createPool(start) };
  }

  function find(reference: FunctionReference): Promise<Deployed> {
    const key = `${reference.name}:${reference.qualifier ?? '$LATEST'}`;
    const known = deployed.get(key) ?? deploy(reference);
    deployed.set(key, known);
    known.catch(() => deployed.delete(key));
    return known;
  }

  function count(configuration: Configuration, { durationMs, billedMs, error }: InvocationResult): void {
    const { name, architecture, memoryMib } = configuration;
    const tally = tallies.get(name) ?? { name, warm: 0, invocations: 0, errors: 0, architecture, gbSeconds: 0 };
    tally.invocations += 1;
    tally.gbSeconds += (billedMs / 1000) * (memoryMib / 1024);
    tally.last = { at: clock.now(), ms: Math.round(durationMs), ...(error && { error: error.errorMessage }) };
    if (error) {
      tally.errors += 1;
      events.emit('functions', name, `failed: ${error.errorType}: ${error.errorMessage}`, 'error');
    }
    tallies.set(name, tally);
  }

  async function run(reference: FunctionReference, event: unknown): Promise<InvocationResult> {
    active.set(reference.name, (active.get(reference.name) ?? 0) + 1);
    try {
      const { configuration, pool } = await find(reference);
      const result = await runInvocation(pool, configuration, event, clock);
      count(configuration, result);
      return result;
    } finally {
      active.set(reference.name, (active.get(reference.name) ?? 1) - 1);
    }
  }

  async function repeat(reference: FunctionReference, event: unknown): Promise<void> {
    const waits = [0, ...RETRY_AFTER_MS.slice(0, await repetitions(reference.name))];
    for (const waitMs of waits) {
      if (waitMs > 0) await clock.sleep(waitMs, ending.signal);
      if (ending.signal.aborted || !(await run(reference, event)).error) return;
    }
    const attempts = waits.length === 1 ? 'one attempt' : `${waits.length} attempts`;
    events.emit('functions', reference.name, `an event is given up after ${attempts}`, 'error');
  }

  /** How often an event that failed is tried again: two times, unless the function's own configuration says fewer. */
  async function repetitions(FunctionName: string): Promise<number> {
    try {
      const answer = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
      return answer.MaximumRetryAttempts ?? RETRY_AFTER_MS.length;
    } catch (error) {
      // Nobody configured it.
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return RETRY_AFTER_MS.length;
      throw error;
    }
  }

  async function retire(name: string): Promise<void> {
    const stale = [...deployed].filter(([key]) => key.startsWith(`${name}:`));
    for (const [key] of stale) deployed.delete(key);
    await Promise.all(stale.map(async ([, known]) => (await known.catch(() => undefined))?.pool.retire()));
  }

  return {
    code,
    run,
    async later(reference, event) {
      await find(reference);
      repeat(reference, event).catch((error: unknown) => events.emit('functions', reference.name, `${error}`, 'error'));
    },
    changed: (name) => void retire(name),
    tallies: () => [...tallies.values()],
    running: () => [...active].flatMap(([name, count]) => (count > 0 ? name : [])),
    async end() {
      ending.abort();
      const names = new Set([...deployed.keys()].map((key) => key.slice(0, key.lastIndexOf(':'))));
      await Promise.all([...names].map(retire));
    },
  };
}
