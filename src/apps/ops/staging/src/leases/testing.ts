import type { StoredLease } from '@bookmark-manager/schedule';

const FOLDER = '/bookmark-manager/staging/leases';

/** A stored lease of Tue 1 Dec 2026, 12:00 to 14:00 in Tokyo, with what a test changes. */
export function stored(id: string, changes: Record<string, string> = {}): StoredLease {
  return {
    name: `${FOLDER}/${id}`,
    value: JSON.stringify({
      condition: 'awake',
      from: '2026-12-01T03:00:00Z',
      until: '2026-12-01T05:00:00Z',
      by: 'mika',
      why: 'a demo',
      kind: 'start',
      ...changes,
    }),
  };
}

/** One that nobody can read. */
export const BROKEN: StoredLease = { name: `${FOLDER}/20261201T030000Z-stop-broken`, value: '{' };
