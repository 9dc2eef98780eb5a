import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Events } from '../events.ts';
import type { Processes } from '../processes/types.ts';
import type { Relay } from '../relay/server.ts';
import type { Upstream } from '../relay/types.ts';
import type { Store, StoreDump } from '../store.ts';
import { saveMoto, startMoto } from './moto.ts';
import { createSaver } from './saving.ts';
import { supervise } from './supervisor.ts';

/** moto as a child process: it begins from its snapshot, is saved after each burst of writes, and is started again when it dies. */
export interface Emulator extends Upstream, AsyncDisposable {
  /** Whether it began from a snapshot. */
  readonly restored: boolean;
  /** Process id of the running moto; waits while it is started again. */
  pid(): Promise<number>;
  /** Saves after the writes of this relay from now on. */
  follow(relay: Pick<Relay, 'writes' | 'quiet'>): void;
  /** Told each time that moto was started again after it died: its latest writes may be lost. */
  onRestart(listener: () => void): void;
  /** Saves what has changed since the last save, now. */
  save(): Promise<void>;
}

export type EmulatorOptions = {
  processes: Processes;
  events: Events;
  /** Loaded from the snapshot, and saved with it in one file. */
  store: Store;
  /** A Python that has moto. */
  python: string;
  /** `.rehearsal`: the snapshot is its file `snapshot`, moto's output goes to `logs/emulator.log`. */
  directory: string;
};

/** What need not be saved at once: whoever writes logs writes them all the time. */
const MINOR = ['logs:CreateLogStream', 'logs:PutLogEvents', 'monitoring:PutMetricData'];
const MINOR_WITHIN_MS = 10_000;
/** How long a save waits for writes in flight before it is put off. */
const QUIET_MS = 2000;

/** Starts moto and loads the store. Throws a `SnapshotError` when the snapshot cannot be read. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { events, store, directory } = options;
  const snapshotFile = join(directory, 'snapshot');
  const logFile = prepare(directory);
  const restored = existsSync(snapshotFile);
  const launch = () => startMoto({ ...options, logFile, snapshotFile });
  const tell = (text: string, level: 'info' | 'warn' | 'error') => events.emit('emulator', 'moto', text, level);

  const first = await launch();
  if (first.memory) store.load(JSON.parse(first.memory) as StoreDump);
  tell(restored ? 'began from its snapshot' : 'began empty', 'info');

  let unsaved = { writes: 0, minor: 0 };
  let hopeless = false;
  const restartListeners: (() => void)[] = [];
  let relay: Pick<Relay, 'quiet'> | undefined;
  const supervisor = supervise({
    first,
    launch,
    died: ({ signal, code }) => tell(`ended unexpectedly (${signal ?? `code ${code}`})`, 'warn'),
    restarted: () => {
      tell(`began again from its snapshot; ${lost(unsaved)}`, 'warn');
      for (const listener of restartListeners) listener();
    },
    gaveUp: (error) => {
      hopeless = true;
      tell(`could not be started again: ${error}`, 'error');
    },
  });

  const save = async (): Promise<boolean> => {
    if (hopeless) return true;
    const moto = await supervisor.current();
    let saved: Promise<void> | undefined;
    let taken = unsaved;
    const copy = () =>
      new Promise<true>((resolve, reject) => {
        taken = unsaved;
        saved = saveMoto(moto, JSON.stringify(store.dump()), () => resolve(true));
        saved.catch(reject);
      });
    const copied = relay ? await relay.quiet(copy, QUIET_MS) : await copy();
    await saved;
    if (copied) unsaved = { writes: unsaved.writes - taken.writes, minor: unsaved.minor - taken.minor };
    return copied ?? false;
  };
  const saver = createSaver({ save, failed: (error) => tell(`could not be saved: ${error}`, 'error') });
  store.onTouch(() => saver.changed());

  return {
    restored,
    pid: async () => (await supervisor.current()).child.pid,
    address: supervisor.address,
    replaced: supervisor.replaced,
    follow(followed) {
      relay = followed;
      followed.writes.subscribe(({ service, operation }) => {
        const minor = MINOR.includes(`${service}:${operation}`);
        unsaved = minor ? { ...unsaved, minor: unsaved.minor + 1 } : { ...unsaved, writes: unsaved.writes + 1 };
        saver.changed(minor ? MINOR_WITHIN_MS : 0);
      });
    },
    onRestart: (listener) => {
      restartListeners.push(listener);
    },
    save: saver.flush,
    async [Symbol.asyncDispose]() {
      await saver.close();
      await supervisor.stop();
    },
  };
}

/** Makes the folders, removes what an interrupted save left, and begins a new log. Returns the log's file. */
function prepare(directory: string): string {
  mkdirSync(join(directory, 'logs'), { recursive: true });
  for (const name of readdirSync(directory)) if (/^snapshot\.\d+$/.test(name)) rmSync(join(directory, name));
  const logFile = join(directory, 'logs', 'emulator.log');
  writeFileSync(logFile, '');
  return logFile;
}

function lost({ writes, minor }: { writes: number; minor: number }): string {
  if (writes > 0) return writes === 1 ? '1 write since then is lost' : `${writes} writes since then are lost`;
  return minor > 0 ? 'only log lines since then are lost' : 'nothing is lost';
}
