import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { dataFolder } from './make.ts';

/** What is kept of a snapshot, with the emulator's memory; its data is a folder. */
export type Snapshot = { identifier: string; status: 'creating' | 'available' | 'failed'; masterUsername: string };

/** Copies of whole instances, which outlive them. */
export interface Snapshots {
  readonly all: Map<string, Snapshot>;
  /** Where a snapshot's data lies. */
  data(identifier: string): string;
  /** Makes one; `copy` fills its data folder. Resolves when that has ended, well or not. */
  take(identifier: string, masterUsername: string, copy: (data: string) => Promise<void>): Promise<void>;
  remove(identifier: string): void;
  /** Forgets what was cut short when the rehearsal ended. */
  resume(): void;
}

/** No instance can have this name. */
const FOLDER = '.snapshots';

export function createSnapshots({ events, store }: Pick<Context, 'events' | 'store'>, folder: string): Snapshots {
  const all = store.map<Snapshot>('database.snapshots');
  const home = (identifier: string) => join(folder, FOLDER, identifier);

  function become(snapshot: Snapshot, status: Snapshot['status'], text: string) {
    snapshot.status = status;
    all.set(snapshot.identifier, snapshot);
    events.emit('database', snapshot.identifier, text, status === 'failed' ? 'warn' : 'info');
    store.touch();
  }

  return {
    all,
    data: (identifier) => dataFolder(home(identifier)),
    async take(identifier, masterUsername, copy) {
      const snapshot: Snapshot = { identifier, status: 'creating', masterUsername };
      become(snapshot, 'creating', 'snapshot is being made');
      rmSync(home(identifier), { recursive: true, force: true });
      // The server runs as another user and has to pass; what is inside is that user's alone.
      mkdirSync(home(identifier), { recursive: true, mode: 0o711 });
      await copy(dataFolder(home(identifier))).then(
        () => become(snapshot, 'available', 'snapshot is available'),
        (error: unknown) => become(snapshot, 'failed', error instanceof Error ? error.message : String(error)),
      );
    },
    remove(identifier) {
      all.delete(identifier);
      store.touch();
      rmSync(home(identifier), { recursive: true, force: true });
    },
    resume() {
      for (const snapshot of all.values())
        if (snapshot.status === 'creating') become(snapshot, 'failed', 'the rehearsal ended before it was made');
    },
  };
}
