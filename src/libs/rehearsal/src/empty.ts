import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClock } from './clock/index.ts';
import { startEmulator } from './emulator/index.ts';
import { createEvents } from './events.ts';
import { createProcesses } from './processes/index.ts';
import { createRelay } from './relay/index.ts';
import { createStore } from './store.ts';

export type EmptyOptions = {
  /** Where its log and its processes' notes go, absolute; made when it is missing. */
  directory: string;
  /** A Python that has moto. */
  python: string;
};

/** AWS's API of an account in which nothing was ever made: what a plan from nothing asks. No part brings anything to life. */
export async function startEmpty({ directory, python }: EmptyOptions): Promise<AsyncDisposable & { endpoint: string }> {
  await using starting = new AsyncDisposableStack();
  mkdirSync(directory, { recursive: true });
  const clock = createClock();
  const events = createEvents(clock);
  const store = createStore();
  const processes = starting.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const emulator = starting.use(await startEmulator({ processes, events, store, python, directory }));
  const relay = starting.use(createRelay({ upstream: emulator, store, clock, events }));
  await relay.listen(0);
  const { endpoint } = relay;
  const all = starting.move();
  return { endpoint, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
