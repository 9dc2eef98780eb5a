import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIALS } from './account.ts';
import { type Billing, billedTasks, createBilling } from './billing/index.ts';
import { createClock, createPace, rememberMoves, type WorldClock } from './clock/index.ts';
import { createDatabase } from './database/index.ts';
import { startEmulator } from './emulator/index.ts';
import { createEvents, type Events } from './events.ts';
import { createFaults } from './faults/index.ts';
import { createFunctions } from './functions/index.ts';
import { createAssumed, createHttpApi, type HttpApi } from './http-api/index.ts';
import { createLoadBalancer, type LoadBalancer } from './load-balancer/index.ts';
import { createNames } from './names/index.ts';
import type { Part } from './part.ts';
import { createProcesses } from './processes/index.ts';
import type { Processes } from './processes/types.ts';
import { createRegistry } from './registry/index.ts';
import { createRelay } from './relay/index.ts';
import { controlPages, createRuns, type RunHooks, type Runs } from './run/index.ts';
import { createSchedules } from './schedules/index.ts';
import { createSessions } from './sessions/index.ts';
import { createStore } from './store.ts';
import { createRooms, createTasks, type RoomKind } from './tasks/index.ts';

export type WorldOptions = {
  /** `.rehearsal`, absolute; made when it is missing. */
  directory: string;
  region: string;
  /** A Python that has moto. */
  python: string;
  /** On 127.0.0.1: `relay` is AWS's API, `registry` where images are pushed to, `door` the front door; another is taken when the door's is not free. */
  ports: { relay: number; registry: number; door: number };
  /** `off`: tasks may use what the machine has. */
  limits?: 'auto' | 'off';
  /** Ends a start that has not come to its end. */
  signal?: AbortSignal;
  /** Told from the first event on. */
  onEvent?: Parameters<Events['subscribe']>[0];
};

/** The whole environment on one machine. Disposing it ends every part, the last started first, and saves what is left. */
export interface World extends AsyncDisposable {
  /** AWS's API, `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** The world's time. It begins at the machine's. */
  readonly clock: WorldClock;
  /** What the clock showed when an earlier world ended whose clock was moved. */
  readonly movedBefore: Date | undefined;
  readonly events: Events;
  /** Where containers run. */
  readonly rooms: RoomKind;
  /** Whether tasks get exactly their CPU and memory, and why not. */
  readonly limits: Processes['limits'];
  /** Whether it goes on from an earlier run. */
  readonly restored: boolean;
  /** See `Processes`: for what is started beside the world, such as Terragrunt. */
  readonly watchOver: Processes['watchOver'];
  /** Told when the emulator was started again after it died, and the parts have told it anew what they keep alive. */
  onRestart(listener: () => void): void;
  /** Told before and after each run of the clock. */
  aroundRuns(hooks: RunHooks): void;
  /** Where the front doors are served: `https://127.0.0.1:PORT` of an HTTP API, `http://…` of a load balancer's listener. */
  doors(): { url: string }[];
  /** PEM file to verify the certificates with that are made here. */
  readonly certificateAuthorityFile: string;
}

/**
 * Starts the emulator with the relay before it, then brings to life whatever the emulator remembers.
 * @throws the signal's reason, Node's `EADDRINUSE` when the relay's or the registry's port is taken, `SnapshotError` or
 * `DamagedImages` when what the last run left cannot be read
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { directory, region, ports } = options;
  await using starting = new AsyncDisposableStack();
  mkdirSync(directory, { recursive: true });
  const clock = createClock();
  const pace = createPace();
  const faults = createFaults();
  const events = createEvents(clock);
  if (options.onEvent) events.subscribe(options.onEvent);
  const store = createStore();
  const processes = starting.use(
    await createProcesses({ directory: join(directory, 'processes'), limits: options.limits ?? 'auto' }),
  );
  const emulator = starting.use(await startEmulator({ processes, events, store, python: options.python, directory }));
  const relay = starting.use(createRelay({ upstream: emulator, store, clock, events }));
  emulator.follow(relay);
  await relay.listen(ports.relay);
  const moves = rememberMoves(store, clock);

  const { writes, endpoint } = relay;
  const context = { clock, pace, events, store, processes, writes, endpoint, region, directory };
  const registry = starting.use(await createRegistry(context, { port: ports.registry }));

  const database = starting.use(createDatabase(context, { faults }));
  const trust = () => ({ NODE_EXTRA_CA_CERTS: database.certificateAuthorityFile });
  const functions = starting.use(
    createFunctions(context, { extraEnv: () => ({ ...trust(), ...AT_ONCE, ...ownHosts(doors()) }) }),
  );
  const loadBalancer: LoadBalancer = starting.use(
    createLoadBalancer(context, { invoke: functions.invoke, ports: (port) => (FRONT.has(port) ? ports.door : 0) }),
  );
  const assumed = createAssumed();
  const httpApi: HttpApi = starting.use(
    createHttpApi(context, {
      assumed,
      invoke: functions.invoke,
      port: ports.door,
      certificate: () => database.certificateFor(['127.0.0.1', 'localhost']),
    }),
  );
  // In this order: while an environment gets another door, both stand.
  const doors = () => [...httpApi.addresses(), ...loadBalancer.addresses()];
  const names = starting.use(createNames(context, { databases: database.endpoints }));
  const rooms = await createRooms({
    directory: join(directory, 'tasks'),
    certificateAuthority: database.certificateAuthorityFile,
  });
  const tasks = starting.use(
    createTasks(context, {
      images: registry,
      rooms,
      targetHealth: loadBalancer.targetHealth,
      rewrite: names.rewrite,
      faults,
      extraEnv: () => reach(endpoint),
    }),
  );
  const sessions = starting.use(createSessions(context, { tasks, rewrite: names.rewrite, python: options.python }));
  const schedules = starting.use(
    createSchedules(context, {
      invoke(functionArn, payload) {
        billing.fired(functionArn);
        return functions.invoke(functionArn, payload);
      },
    }),
  );
  const billing: Billing = starting.use(
    createBilling(context, {
      tasks: () => billedTasks(tasks.all()),
      databases: database.picture,
      functions: functions.picture,
      doors: loadBalancer.traffic,
      repositories: registry.sizes,
      isRun: () => runs.isRunning,
      movedBefore: moves.last !== undefined,
    }),
  );

  const parts: Part[] = [
    ...[database, registry, functions, loadBalancer, httpApi],
    ...[names, tasks, sessions, schedules, billing],
  ];
  for (const part of parts) relay.add(part.table);
  relay.internal('picture', (_, response) => {
    const picture = Object.fromEntries(parts.map((part) => [part.name, part.picture()]));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ now: clock.now(), ...picture }));
  });
  const runs: Runs = starting.use(
    createRuns({
      ...{ clock, pace, events, writes, schedules, times: database.times },
      requests: () => loadBalancer.requests() + httpApi.requests(),
      underway: () => parts.flatMap((part) => (part.underway?.() ?? []).map((text) => `${part.name}: ${text}`)),
      services: () => tasks.picture().services,
      databases: database.picture,
    }),
  );
  const pages = controlPages({ clock, events, database, faults, assumed, runs, moved: moves.note });
  for (const [path, page] of Object.entries(pages)) relay.internal(path, page);
  // In this order: what a later part needs of an earlier one is there when it starts.
  for (const part of parts) {
    options.signal?.throwIfAborted();
    await part.start();
  }

  const restartListeners: (() => void)[] = [];
  emulator.onRestart(async () => {
    const rejoined = await Promise.allSettled(parts.map((part) => part.rejoin?.()));
    for (const { reason } of rejoined.filter((one) => one.status === 'rejected'))
      events.emit('rehearsal', 'parts', `could not tell the emulator what runs: ${reason}`, 'warn');
    for (const listener of restartListeners) listener();
  });

  const all = starting.move();
  return {
    endpoint,
    clock,
    movedBefore: moves.last,
    aroundRuns: runs.around,
    events,
    rooms: rooms.kind,
    limits: processes.limits,
    restored: emulator.restored,
    watchOver: processes.watchOver,
    onRestart: (listener) => {
      restartListeners.push(listener);
    },
    doors,
    certificateAuthorityFile: database.certificateAuthorityFile,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Listener ports that stand for the front door; an environment has one of them. */
const FRONT = new Set([80, 443]);

/** New weights are in force here before the caller has its answer: the scheduler need not wait for them. */
const AT_ONCE = { FLIP_PAUSE_MS: '0' };

/** By which names a browser reaches the doors: no function can know them from AWS. */
function ownHosts(doors: readonly { url: string }[]): Record<string, string> {
  const ports = doors.map(({ url }) => new URL(url).port);
  return { EXTRA_HOSTS: JSON.stringify(ports.flatMap((port) => [`127.0.0.1:${port}`, `localhost:${port}`])) };
}

/** What a task needs to reach AWS. On Fargate the credentials would come from the task role's endpoint. */
function reach(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
