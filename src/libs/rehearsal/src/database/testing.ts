import { createClients } from '../aws.ts';
import { createClock, createPace } from '../clock/index.ts';
import type { Context } from '../context.ts';
import { startEmulator } from '../emulator/index.ts';
import { findPython } from '../emulator/python.ts';
import { createEvents } from '../events.ts';
import type { Part } from '../part.ts';
import { createProcesses } from '../processes/index.ts';
import { createRelay } from '../relay/index.ts';
import { createStore } from '../store.ts';

/** The emulator behind the relay, and one part in front: what a part's own test needs of the world. */
export async function worldWith<P extends Part>(directory: string, make: (context: Context) => P, speed = 10) {
  await using stack = new AsyncDisposableStack();
  const clock = createClock({ speed });
  const pace = createPace(speed);
  const events = createEvents(clock);
  const store = createStore();
  const processes = stack.use(await createProcesses({ directory: `${directory}/processes`, limits: 'off' }));
  const emulator = stack.use(await startEmulator({ processes, events, store, python: findPython(), directory }));
  const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
  emulator.follow(relay);
  await relay.listen(0);
  const { endpoint, writes } = relay;
  const region = 'ap-northeast-1';
  const context: Context = { clock, pace, events, store, processes, writes, endpoint, region, directory };
  const part = stack.use(make(context));
  relay.add(part.table);
  await part.start();
  const kept = stack.move();
  return {
    part,
    context,
    clock,
    clients: createClients(endpoint, region),
    emulator,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
