import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { copyStopped } from './backup.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import type { Authority } from './certificates.ts';
import { copyTree } from './copy-tree.ts';
import type { Passing, StatusTimes } from './durations.ts';
import { freePort } from './free-port.ts';
import type { Instance } from './instance.ts';
import { dataFolder, makeDatabase, type Wanted } from './make.ts';
import { type Server, startServer } from './server.ts';
import { resumed, type Status } from './status.ts';
import { STARTED_BY_AWS, startAfterLimit } from './stop-limit.ts';

/** The life of the instances: each is one folder, and one PostgreSQL while it is up. */
export interface Instances extends AsyncDisposable {
  readonly all: Map<string, Instance>;
  /** Makes the data of a new instance aside, or copies it; it becomes real only by `adopt`, and goes by `discard`. */
  prepare(
    identifier: string,
    wanted: Wanted | { copyOf: string },
  ): Promise<{ adopt(instance: Omit<Instance, 'port' | 'status'>): Promise<void>; discard(): void }>;
  /** Goes through `during` to its end in the background, after whatever the instance is still busy with. */
  stop(instance: Instance): void;
  start(instance: Instance): void;
  /** As RDS does it by itself after seven days, whenever the instance was stopped. */
  startByAws(instance: Instance): void;
  reboot(instance: Instance): void;
  modify(instance: Instance): void;
  /** `first` is done before anything goes. */
  remove(instance: Instance, first?: () => Promise<void>): void;
  /** Shows `backing-up` while `work` lasts, after whatever the instance is still busy with. */
  backUp(instance: Instance, work: () => Promise<void>): void;
  /** Copies an instance's data, whether its server is up or not. */
  copyData(instance: Instance, to: string): Promise<void>;
  setPassword(instance: Instance, password: string): Promise<void>;
  setForceTls(instance: Instance, force: boolean): Promise<void>;
  /** Brings up what was up when the rehearsal ended. Resolves when it answers. */
  resume(): Promise<void>;
  /** Instances whose server is being started or stopped, or whose status passes at the machine's pace. */
  working(): string[];
}

export function createInstances(
  context: Context,
  folder: string,
  authority: () => Promise<Authority>,
  times: StatusTimes,
): Instances {
  const { clock, events, processes, store } = context;
  const all = store.map<Instance>('database.instances');
  const servers = new Map<string, Server>();
  const busy = new Map<string, Promise<void>>();
  const working = new Set<string>();
  const ending = new AbortController();
  let found: Binaries | undefined;
  const binaries = () => {
    found ??= findBinaries(folder);
    return found;
  };
  const home = (identifier: string) => join(folder, identifier);

  function become(instance: Instance, status: Status, text: string) {
    instance.status = status;
    events.emit('database', instance.identifier, text, status === 'failed' ? 'error' : 'info');
    store.touch();
  }

  /** One thing after the other for each instance; what fails is told, and leaves the instance failed. */
  function queue(instance: Instance, work: () => Promise<void>): Promise<void> {
    const next = (busy.get(instance.identifier) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      if (!ending.signal.aborted) become(instance, 'failed', error instanceof Error ? error.message : String(error));
    });
    busy.set(instance.identifier, next);
    return next;
  }

  async function up(instance: Instance): Promise<void> {
    if (ending.signal.aborted) return;
    const { identifier } = instance;
    if (!existsSync(home(identifier))) throw new Error(`its data is gone: there is no ${home(identifier)}`);
    instance.port = await freePort(instance.port);
    const { endpoint, names = [], port, forceTls } = instance;
    const options = {
      processes,
      binaries: binaries(),
      authority: await authority(),
      names: [endpoint, ...names],
      port,
      forceTls,
    };
    const server = await startServer({ ...options, folder: home(identifier) });
    servers.set(identifier, server);
    void server.exited.then(({ code, signal }) => {
      if (servers.get(identifier) !== server || ending.signal.aborted) return;
      servers.delete(identifier);
      start(instance, `PostgreSQL ended by itself (${code ?? signal}) and is started again`);
    });
  }

  async function down({ identifier }: Instance): Promise<void> {
    const server = servers.get(identifier);
    servers.delete(identifier);
    await server?.stop();
  }

  /** Takes at least its time, and ends as `status`. */
  function pass(instance: Instance, kind: Passing, work: () => Promise<void>, status: Status): void {
    working.add(instance.identifier);
    const done = () => working.delete(instance.identifier);
    void queue(instance, async () => {
      await Promise.all([work().finally(done), times.wait(kind, ending.signal)]);
      if (ending.signal.aborted) return;
      const where = status === 'available' ? ` on 127.0.0.1:${instance.port}` : '';
      become(instance, status, `${status}${where}`);
      if (status === 'stopped') rest(instance, clock.now());
    });
  }

  function rest(instance: Instance, since: Date): void {
    instance.stoppedAt = since.toISOString();
    store.touch();
    void startAfterLimit(instance, { clock, signal: ending.signal, start: () => startByAws(instance) });
  }

  function startByAws(instance: Instance): void {
    instance.startedByAws = true;
    start(instance, STARTED_BY_AWS);
  }

  function start(instance: Instance, text = 'starting') {
    become(instance, 'starting', text);
    pass(instance, 'starting', () => up(instance), 'available');
  }

  async function make(made: string, wanted: Wanted | { copyOf: string }): Promise<void> {
    if (!('copyOf' in wanted)) return makeDatabase(processes, binaries(), made, wanted);
    mkdirSync(made, { mode: 0o700 });
    binaries().own(made);
    await copyTree(wanted.copyOf, dataFolder(made), binaries());
  }

  function remove(instance: Instance, first?: () => Promise<void>) {
    become(instance, 'deleting', 'deleting');
    void queue(instance, async () => {
      await first?.();
      await down(instance);
      rmSync(home(instance.identifier), { recursive: true, force: true });
      all.delete(instance.identifier);
      store.touch();
    });
  }

  return {
    all,
    async prepare(identifier, wanted) {
      const made = join(folder, `${identifier}${UNFINISHED}${randomUUID()}`);
      const discard = () => rmSync(made, { recursive: true, force: true });
      await make(made, wanted).catch((error) => {
        discard();
        throw error;
      });
      return {
        discard,
        async adopt(wished) {
          const instance: Instance = { ...wished, status: 'creating', port: 0 };
          await busy.get(identifier);
          await down(instance);
          setAside(home(identifier));
          renameSync(made, home(identifier));
          all.set(identifier, instance);
          become(instance, 'creating', `PostgreSQL ${binaries().version} is being made`);
          pass(instance, 'creating', () => up(instance), 'available');
        },
      };
    },
    stop(instance) {
      become(instance, 'stopping', 'stopping');
      pass(instance, 'stopping', () => down(instance), 'stopped');
    },
    start: (instance) => start(instance),
    startByAws,
    reboot(instance) {
      become(instance, 'rebooting', 'rebooting');
      pass(instance, 'rebooting', () => down(instance).then(() => up(instance)), 'available');
    },
    modify(instance) {
      become(instance, 'modifying', 'modifying');
      pass(instance, 'modifying', async () => {}, 'available');
    },
    remove,
    backUp(instance, work) {
      become(instance, 'backing-up', 'backing up');
      working.add(instance.identifier);
      void queue(instance, async () => {
        await work().finally(() => working.delete(instance.identifier));
        if (instance.status === 'backing-up') become(instance, 'available', 'backed up');
      });
    },
    copyData({ identifier }, to) {
      const server = servers.get(identifier);
      return server ? server.copyData(to) : copyStopped(dataFolder(home(identifier)), to, binaries());
    },
    async setPassword(instance, password) {
      await servers.get(instance.identifier)?.setPassword(instance.masterUsername, password);
    },
    async setForceTls(instance, force) {
      if (instance.forceTls === force) return;
      instance.forceTls = force;
      store.touch();
      await servers.get(instance.identifier)?.forceTls(force);
    },
    async resume() {
      const unfinished = readdirSync(folder).filter((name) => name.includes(UNFINISHED));
      for (const name of unfinished) rmSync(join(folder, name), { recursive: true, force: true });
      await Promise.all(
        [...all.values()].map((instance) => {
          instance.status = resumed(instance.status);
          if (instance.status === 'deleting') return remove(instance);
          if (instance.status === 'available') return queue(instance, () => up(instance));
          return rest(instance, new Date(instance.stoppedAt ?? clock.now()));
        }),
      );
    },
    working: () => [...working, ...(times.atPace > 0 ? ['a status'] : [])],
    async [Symbol.asyncDispose]() {
      ending.abort();
      await Promise.all(busy.values());
      await Promise.all([...servers.values()].map((server) => server.stop()));
    },
  };
}

/** Marks a folder that is still being made. */
const UNFINISHED = '.new-';

/** Data that no instance claims any more (a lost snapshot) is kept once, not overwritten. */
function setAside(home: string): void {
  if (!existsSync(home)) return;
  rmSync(`${home}.replaced`, { recursive: true, force: true });
  renameSync(home, `${home}.replaced`);
}
