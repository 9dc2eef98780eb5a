/**
 * The relay and the emulator, and of the parts only the one that knows services (moto forgets half of each): for working on the infrastructure and on the relay itself.
 *
 *     node src/libs/rehearsal/src/relay/dev.ts [--port 4599] [--directory /tmp/relay] [--python PATH]
 *
 * It prints one JSON line with the endpoint once it answers, then each event; Ctrl-C saves and ends it. What is applied stays in
 * `--directory` (without one: a temporary folder, lost at the end). Use it like so:
 *
 *     export AWS_ENDPOINT_URL=http://127.0.0.1:4599 AWS_ACCESS_KEY_ID=rehearsal AWS_SECRET_ACCESS_KEY=rehearsal \
 *            AWS_REGION=ap-northeast-1 AWS_EC2_METADATA_DISABLED=true STAGING_STATE_DIR=/tmp/relay/state
 *     cd infra/terraform/envs/staging && terragrunt run --all apply --non-interactive
 *     terragrunt run --all plan --non-interactive -- -detailed-exitcode      # 0: clean
 *
 * There are no images: a service with a desired count keeps failing to start its tasks. No database, no load balancer, no functions.
 */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createClock, createPace } from '../clock/index.ts';
import { startEmulator } from '../emulator/index.ts';
import { findPython } from '../emulator/python.ts';
import { createEvents } from '../events.ts';
import { createProcesses } from '../processes/index.ts';
import { createRegistry } from '../registry/index.ts';
import { createStore } from '../store.ts';
import { createRooms, createTasks } from '../tasks/index.ts';
import { createRelay } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4599' },
    directory: { type: 'string' },
    python: { type: 'string' },
  },
});

const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const ended = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());
});

await using stack = new AsyncDisposableStack();
const directory = resolve(values.directory ?? mkdtempSync(join(tmpdir(), 'relay-')));
const clock = createClock();
const pace = createPace();
const events = createEvents(clock);
events.subscribe(print);
const store = createStore();
const processes = stack.use(await createProcesses({ directory: join(directory, 'processes'), limits: 'off' }));
const python = values.python ?? findPython();
const emulator = stack.use(await startEmulator({ processes, events, store, python, directory }));
const relay = stack.use(createRelay({ upstream: emulator, store, clock, events }));
emulator.follow(relay);
await relay.listen(Number(values.port));

const region = 'ap-northeast-1';
const { writes, endpoint } = relay;
const context = { clock, pace, events, store, processes, writes, endpoint, region, directory };
const images = stack.use(await createRegistry(context, { port: 0 }));
relay.add(images.table);
const rooms = await createRooms({ directory: join(directory, 'tasks') });
const tasks = stack.use(
  createTasks(context, {
    images,
    rooms,
    targetHealth: () => 'healthy',
    rewrite: (value) => value,
    extraEnv: () => ({}),
  }),
);
relay.add(tasks.table);
await tasks.start();
print({ endpoint: relay.endpoint, directory, pid: process.pid });
await ended;
