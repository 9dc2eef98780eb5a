/**
 * Runs inside a function's own process: loads its handler once, then answers one invocation after the other, which come
 * over Node's channel. What the function prints goes the same way, so that lines and results keep their order.
 */
import { flushCompileCache } from 'node:module';
import { format } from 'node:util';
import { type FunctionHandler, loadHandler } from './load-handler.ts';
import type { FunctionError, Invocation, Message } from './messages.ts';
import { installWorldDate } from './world-date.ts';

const { env } = process;
// How the rehearsal starts this file fast is not the function's business.
delete env.NODE_COMPILE_CACHE;
const setAhead = installWorldDate();
setAhead(Number(process.argv[2] ?? 0));
let current = '';

const send = (message: Message, then?: () => void) =>
  void process.send?.(message, undefined, undefined, () => then?.());
const print = (text: string) => send({ kind: 'log', text });

for (const [method, level] of Object.entries({
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  debug: 'DEBUG',
  trace: 'TRACE',
})) {
  Object.assign(console, {
    [method]: (...values: unknown[]) =>
      print(`${new Date().toISOString()}\t${current}\t${level}\t${format(...values)}`),
  });
}
for (const stream of [process.stdout, process.stderr]) {
  Object.assign(stream, {
    write: (chunk: string | Uint8Array) => {
      print(String(typeof chunk === 'string' ? chunk : Buffer.from(chunk)).replace(/\n$/, ''));
      return true;
    },
  });
}

const die = (title: string) => (reason: unknown) => {
  const error = describe(reason);
  console.error(title, JSON.stringify(error));
  send({ kind: 'failed', id: current, error }, () => process.exit(129));
};
process.on('uncaughtException', die('Uncaught Exception'));
process.on('unhandledRejection', die('Unhandled Promise Rejection'));

const loaded = loadHandler(env.LAMBDA_TASK_ROOT ?? '', env._HANDLER ?? '').then(
  (handler) => ({ handler }),
  (reason: unknown) => ({ broken: describe(reason) }),
);

process.on('message', async (invocation: Invocation) => {
  current = invocation.id;
  setAhead(invocation.aheadMs);
  const load = await loaded;
  if ('broken' in load) {
    console.error('Uncaught Exception', JSON.stringify(load.broken));
    return send({ kind: 'failed', id: invocation.id, error: load.broken });
  }
  try {
    const value = await call(load.handler, invocation);
    send({ kind: 'done', id: invocation.id, payload: JSON.stringify(value) ?? 'null' });
  } catch (reason) {
    const error = describe(reason);
    console.error('Invoke Error', JSON.stringify(error));
    send({ kind: 'failed', id: invocation.id, error });
  }
});
process.on('disconnect', () => process.exit());

await loaded;
send({ kind: 'ready' });
// Kept for the next process now: this one will be ended without a word.
flushCompileCache();

function call(handler: FunctionHandler, { id, event, functionArn, timeoutMs }: Invocation): unknown {
  const endMs = performance.now() + timeoutMs;
  const context = {
    awsRequestId: id,
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: functionArn,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.round(endMs - performance.now()),
  };
  if (handler.length < 3) return handler(event, context);
  return new Promise((resolve, reject) => {
    handler(event, context, (error, value) => (error ? reject(error) : resolve(value)));
  });
}

function describe(reason: unknown): FunctionError {
  if (!(reason instanceof Error)) return { errorType: typeof reason, errorMessage: String(reason), trace: [] };
  return { errorType: reason.name, errorMessage: reason.message, trace: (reason.stack ?? '').split('\n') };
}
