import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock, createPace } from '../clock/index.ts';
import type { Context } from '../context.ts';
import { startEmulator } from '../emulator/index.ts';
import { findPython } from '../emulator/python.ts';
import { createEvents } from '../events.ts';
import { createProcesses } from '../processes/index.ts';
import { createRelay, type Relay } from '../relay/index.ts';
import { createStore } from '../store.ts';

/** A relay with an empty emulator behind it, world time running ten times as fast; both end with the stack. */
export async function startRelay(stack: AsyncDisposableStack): Promise<{ context: Context; relay: Relay }> {
  const directory = stack.adopt(mkdtempSync(join(tmpdir(), 'load-balancer-')), (path) =>
    rmSync(path, { recursive: true, force: true }),
  );
  const clock = createClock({ speed: 10 });
  const pace = createPace(10);
  const events = createEvents(clock);
  const store = createStore();
  const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
  const emulator = stack.use(await startEmulator({ processes, events, store, python: findPython(), directory }));
  const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
  await relay.listen(0);
  const { writes, endpoint } = relay;
  const context = { clock, pace, events, store, processes, writes, endpoint, region: 'ap-northeast-1', directory };
  return { context, relay };
}
