import type { Clock } from '../clock.ts';
import { composeTables } from '../relay/table.ts';
import type { Table } from '../relay/types.ts';
import type { Store } from '../store.ts';

/** The relay's own rows: gaps of the emulator that need no running part, only a remembered field or a corrected answer. */
export function createAmendments(_context: { store: Store; clock: Clock }): Table {
  return composeTables();
}
