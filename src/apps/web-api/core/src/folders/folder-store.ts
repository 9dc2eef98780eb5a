import { type Changed, type Folders, maxFolderDepth } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isBelow, type Path } from '../changes/apply-change.ts';
import { ChangeStore } from '../changes/change-store.ts';
import { inFolder } from '../changes/select.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { type Counted, folderTree } from './folder-tree.ts';

/** Made once: it takes longer than sorting hundreds of names. */
const byName = new Intl.Collator('ja').compare;

/** Somebody's folders: they are there because bookmarks lie in them. */
@Injectable()
export class FolderStore {
  readonly #database: LazyDatabase;
  readonly #changes: ChangeStore;

  constructor(database: LazyDatabase, changes: ChangeStore) {
    this.#database = database;
    this.#changes = changes;
  }

  async list(who: UserId): Promise<Folders> {
    return { items: folderTree(await this.#counted(who), byName) };
  }

  /** @throws ProblemError when there is no such folder, or what lies in it would lie too deep */
  async move(who: UserId, from: Path, to: Path): Promise<Changed> {
    const within = await this.#within(who, from);
    const deepest = Math.max(...within.map(({ path }) => path.length - from.length + to.length));
    if (deepest > maxFolderDepth)
      throw new ProblemError('conflict', `Folders would lie ${deepest} deep in one another, ${maxFolderDepth} at most`);
    return this.#changes.make(who, { kind: 'move-folder', from, to }, inFolder(who, from));
  }

  /** What lies in it moves to the folder above. @throws ProblemError when there is no such folder */
  async remove(who: UserId, path: Path): Promise<Changed> {
    await this.#within(who, path);
    return this.#changes.make(who, { kind: 'delete-folder', from: path, to: path.slice(0, -1) }, inFolder(who, path));
  }

  async #within(who: UserId, top: Path): Promise<readonly Counted[]> {
    const within = (await this.#counted(who)).filter(({ path }) => isBelow(path, top));
    if (within.length === 0) throw new ProblemError('not-found', 'There is no such folder');
    return within;
  }

  async #counted(who: UserId): Promise<readonly Counted[]> {
    const database = await this.#database.client();
    return countedSchema.parse(
      await database.folder.findMany({ where: { userId: who, count: { gt: 0 } }, select: { path: true, count: true } }),
    );
  }
}

/** No path is empty, but a file that was imported may say so. */
const countedSchema = z
  .array(z.object({ path: z.array(z.string()), count: z.int() }))
  .transform((folders) => folders.filter(({ path }) => path.length > 0));
