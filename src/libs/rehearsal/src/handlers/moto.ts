import type { Table } from '../relay/types.ts';
import type { Store } from '../store.ts';

/** What is asked of moto itself. */
export function createMotoRows(store: Store): Table {
  return {
    /** Who empties the emulator means the whole world. */
    ':POST /moto-api/reset': {
      kind: 'amend',
      amend(_, answer) {
        store.clear();
        return answer;
      },
    },
  };
}
