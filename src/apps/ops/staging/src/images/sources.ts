import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Service, serviceName } from '../names.ts';

/** Where each service's sources are. */
export const SOURCES: Record<Service, string> = { web: 'src/apps/frontend/web', api: 'src/apps/web-api/core' };

const MIGRATIONS = 'src/libs/prisma/migrations';

/** What an image is made of. */
export type Made = {
  /** `…-dirty` when files differ from it; null outside of a git repository. */
  commit: string | null;
  /** The last migration that the image brings along is the one that it needs. */
  migration: string | null;
  /** Seconds since 1970 of the commit: everything in the image was made then, so that one commit gives one digest. */
  time: number;
};

export async function madeOf(service: Service, root: string): Promise<Made> {
  const [head, changed, migration] = await Promise.all([
    git(root, 'log', '-1', '--format=%H %ct'),
    git(root, 'status', '--porcelain', '--untracked-files=normal'),
    service === 'api' ? lastMigration(root) : null,
  ]);
  const [hash, time = '0'] = head?.split(' ') ?? [];
  const commit = hash === undefined ? null : `${hash}${changed === '' ? '' : '-dirty'}`;
  return { commit, migration, time: Number(time) };
}

/** What the image says of itself, in the words of OCI where it has some. */
export function labelsOf(service: Service, { commit, migration }: Made): Record<string, string> {
  return {
    'org.opencontainers.image.title': serviceName(service),
    ...(commit === null ? {} : { 'org.opencontainers.image.revision': commit }),
    ...(migration === null ? {} : { [MIGRATION_LABEL]: migration }),
  };
}

export const MIGRATION_LABEL = 'bookmark-manager.migration';

/** The Node that the dependencies bring: it reads TypeScript; the one that runs this may be older. */
export function ownNode(root: string): string {
  const modules = join(root, 'node_modules');
  const names = existsSync(modules) ? readdirSync(modules) : [];
  const node = names
    .filter((name) => name.startsWith(`node-${process.platform}-`))
    .map((name) => join(modules, name, 'bin/node'))
    .find(existsSync);
  return node ?? process.execPath;
}

async function lastMigration(root: string): Promise<string | null> {
  const entries = await readdir(join(root, MIGRATIONS), { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().at(-1) ?? null;
}

const git = (root: string, ...args: string[]) =>
  promisify(execFile)('git', args, { cwd: root }).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
