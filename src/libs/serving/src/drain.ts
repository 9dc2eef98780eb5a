import type { Server } from 'node:http';
import type { Log } from './log.ts';

export type DrainOptions = {
  readonly server: Server;
  /** How long to go on serving after SIGTERM, in ms: as long as callers may still hold this task's address. */
  readonly drainMs: number;
  readonly log: Log;
  /** Where the signals come from; the process unless a test says otherwise. */
  readonly signals?: Pick<NodeJS.EventEmitter, 'on'>;
};

export type Drain = {
  /** Settles when the last answer has been sent and every connection is closed. */
  readonly ended: Promise<void>;
  readonly draining: () => boolean;
};

/**
 * SIGTERM: go on serving for `drainMs`, telling every caller to connect anew; then take no more connections, finish what is in flight, end.
 * SIGINT, or a second SIGTERM: the same without the wait.
 */
export const drainOnSignal = ({ server, drainMs, log, signals = process }: DrainOptions): Drain => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let closing = false;

  server.prependListener('request', (_request, response) => {
    if (timer !== undefined || closing) response.setHeader('connection', 'close');
  });

  const close = (): void => {
    if (closing) return;
    closing = true;
    clearTimeout(timer);
    // an answer whose headers went out before the signal leaves a connection that nobody was told to close
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearInterval(sweep);
      log.info('stopped');
      resolve();
    });
  };

  const drain = (): void => {
    if (timer !== undefined) close();
    else {
      log.info('draining', { seconds: drainMs / 1000 });
      timer = setTimeout(close, drainMs);
    }
  };

  signals.on('SIGTERM', drain);
  signals.on('SIGINT', close);
  return { ended, draining: () => timer !== undefined || closing };
};
