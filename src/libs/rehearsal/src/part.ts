import type { PartName } from './events.ts';
import type { Table } from './relay/types.ts';

/**
 * One thing that the rehearsal runs. A part is made by `createX(context…)`, which must not need anything applied yet:
 * it brings to life whatever the emulator holds at `start()`, follows what changes afterwards, and ends everything it
 * started when it is disposed.
 */
export interface Part extends AsyncDisposable {
  readonly name: PartName;
  /** Rows that this part adds to the relay's table: what only a running world knows. */
  readonly table: Table;
  /** Brings to life what the emulator already holds (after a restart: tasks, listeners, database). */
  start(): Promise<void>;
  /** The emulator was started again and may have lost its latest writes: tells it anew what this part keeps alive. */
  rejoin?(): Promise<void>;
  /** What is physically under way, a sentence each: a clock that runs at its fastest stands still until it is done. */
  underway?(): string[];
  /** JSON for `GET /_rehearsal/picture`: the part's share of the picture of the world. */
  picture(): unknown;
}
