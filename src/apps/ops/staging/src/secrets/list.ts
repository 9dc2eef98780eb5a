import { sayDuration } from '@bookmark-manager/schedule';
import { SECRETS, type SecretName } from './names.ts';
import type { OldSecrets } from './old.ts';
import type { Stored } from './store.ts';

/** `staging secrets list --json`: never a value. `modifiedAt` is ISO 8601 in Z; null: it is not there. */
export type SecretRow = {
  name: SecretName;
  about: string;
  madeBy: 'terraform' | 'person';
  version: number | null;
  modifiedAt: string | null;
  /** web, api, migrate. */
  usedBy: string[];
  /** Services whose running tasks have an older one. */
  olderIn: string[];
};

export function listSecrets(
  stored: ReadonlyMap<SecretName, Stored>,
  users: ReadonlyMap<SecretName, string[]>,
  old: readonly OldSecrets[] = [],
): SecretRow[] {
  return (Object.keys(SECRETS) as SecretName[]).map((name) => {
    const { about, madeBy } = SECRETS[name];
    const found = stored.get(name);
    return {
      name,
      about,
      madeBy,
      version: found?.version ?? null,
      modifiedAt: found?.modifiedAt.toISOString() ?? null,
      usedBy: users.get(name) ?? [],
      olderIn: old.filter(({ names }) => names.includes(name)).map(({ service }) => service),
    };
  });
}

/** The rows for people, with their headings. */
export function secretCells(rows: readonly SecretRow[], now: Date): { headings: string[]; cells: string[][] } {
  const cells = rows.map(({ name, about, version, modifiedAt, usedBy, olderIn }) => [
    name,
    modifiedAt === null ? (usedBy.length > 0 ? 'MISSING' : 'not there') : age(new Date(modifiedAt), now),
    version === null ? '' : String(version),
    usedBy.map((user) => (olderIn.includes(user) ? `${user} (an older one)` : user)).join(', ') || 'nobody',
    about,
  ]);
  return { headings: ['secret', 'age', 'version', 'used by', 'what it is'], cells };
}

function age(at: Date, now: Date): string {
  const ms = now.getTime() - at.getTime();
  return ms < 60_000 ? 'new' : sayDuration(ms);
}
