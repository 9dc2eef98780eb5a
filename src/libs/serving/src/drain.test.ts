import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drainOnSignal } from './drain.ts';
import { createLog } from './log.ts';

/** A server that notes what is done to it, and closes when its last request has ended. */
class FakeServer extends EventEmitter {
  accepting = true;
  #closed: (() => void) | undefined;

  close(done: () => void): void {
    this.accepting = false;
    this.#closed = done;
  }
  closeIdleConnections(): void {}
  lastRequestEnds(): void {
    this.#closed?.();
  }
  request(): string | undefined {
    const headers = new Map<string, string>();
    this.emit('request', {}, { setHeader: (name: string, value: string) => headers.set(name, value) });
    return headers.get('connection');
  }
}

const start = () => {
  const server = new FakeServer();
  const signals = new EventEmitter();
  const drain = drainOnSignal({
    server: server as unknown as Server,
    drainMs: 20_000,
    log: createLog({ service: 'test', write: () => {} }),
    signals,
  });
  return { server, signals, drain };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('drainOnSignal', () => {
  it('leaves connections alone until it is told to stop', () => {
    const { server } = start();
    expect(server.request()).toBeUndefined();
  });

  it('goes on serving for the whole drain, and tells callers to connect anew', async () => {
    const { server, signals } = start();
    signals.emit('SIGTERM');
    await vi.advanceTimersByTimeAsync(19_999);
    expect(server.accepting).toBe(true);
    expect(server.request()).toBe('close');
    await vi.advanceTimersByTimeAsync(1);
    expect(server.accepting).toBe(false);
  });

  it('ends only when the last answer is out', async () => {
    const { server, signals, drain } = start();
    const ended = vi.fn();
    void drain.ended.then(ended);
    signals.emit('SIGTERM');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ended).not.toHaveBeenCalled();
    server.lastRequestEnds();
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toHaveBeenCalledOnce();
  });

  it.each([
    ['SIGINT', ['SIGINT']],
    ['a second SIGTERM', ['SIGTERM', 'SIGTERM']],
  ])('stops taking connections at once on %s', (_what, sent) => {
    const { server, signals } = start();
    for (const signal of sent) signals.emit(signal);
    expect(server.accepting).toBe(false);
  });
});
