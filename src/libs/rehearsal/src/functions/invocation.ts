import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/index.ts';
import type { Configuration } from './configuration.ts';
import type { FunctionError } from './messages.ts';
import type { Pool } from './pool.ts';

export type InvocationResult = {
  requestId: string;
  version: string;
  /** JSON text: the result, or the error. */
  payload: string;
  error?: FunctionError;
  /** All that was logged, START to REPORT. */
  lines: string[];
  /** Real milliseconds. */
  durationMs: number;
  /** What Lambda charges for: whole milliseconds, a new copy's own start among them. */
  billedMs: number;
};

/** Runs one invocation in a copy of the function, and logs what Lambda logs about it. */
export function runInvocation(
  pool: Pool,
  configuration: Configuration,
  event: unknown,
  clock: Pick<Clock, 'now'>,
): Promise<InvocationResult> {
  return pool.use(async (sandbox, cold) => {
    const id = randomUUID();
    const lines: string[] = [];
    const log = (line: string) => {
      lines.push(line);
      sandbox.logStream.write(line);
    };
    log(`START RequestId: ${id} Version: ${configuration.version}`);
    const begin = performance.now();
    const { timeoutSeconds, arn: functionArn } = configuration;
    const invocation = { id, event, functionArn, timeoutMs: timeoutSeconds * 1000, aheadMs: aheadMs(clock) };
    const outcome = await sandbox.invoke(invocation, timeoutSeconds, log);
    const durationMs = performance.now() - begin;
    const error = 'error' in outcome ? outcome.error : undefined;
    if (error?.errorMessage.startsWith('RequestId: ')) log(wordFatal(error, clock.now()));
    log(`END RequestId: ${id}`);
    const usedMib = Math.ceil((await sandbox.memoryBytes()) / 1024 / 1024);
    const initMs = cold ? sandbox.initMs : undefined;
    const billedMs = Math.ceil(durationMs + (initMs ?? 0));
    log(report(id, configuration, { durationMs, billedMs, usedMib, initMs }));
    const payload = 'error' in outcome ? JSON.stringify(outcome.error) : outcome.payload;
    return {
      requestId: id,
      version: configuration.version,
      payload,
      lines,
      durationMs,
      billedMs,
      ...(error && { error }),
    };
  });
}

/** How far the world is ahead of the machine, in milliseconds. */
export const aheadMs = ({ now }: Pick<Clock, 'now'>) => Math.round(now().getTime() - Date.now());

/** What the service itself says when a copy died or took too long. */
function wordFatal({ errorType, errorMessage }: FunctionError, now: Date): string {
  return errorType === 'Sandbox.Timedout'
    ? errorMessage.replace(/^RequestId: (\S+) Error:/, `${now.toISOString()} $1`)
    : `${errorMessage} ${errorType}`;
}

function report(
  id: string,
  { memoryMib }: Configuration,
  run: { durationMs: number; billedMs: number; usedMib: number; initMs: number | undefined },
): string {
  const { durationMs, billedMs, usedMib, initMs } = run;
  const columns = [
    `REPORT RequestId: ${id}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${memoryMib} MB`,
    `Max Memory Used: ${usedMib} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
  ];
  return `${columns.join('\t')}\t`;
}
