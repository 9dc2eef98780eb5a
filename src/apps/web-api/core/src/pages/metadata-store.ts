import type { PageMetadata } from '@bookmark-manager/fetching';
import { derived } from '@bookmark-manager/prisma/derived';
import { Injectable } from '@nestjs/common';
import { readFolders } from '../bookmarks/bookmark-row.ts';
import { LazyDatabase } from '../database.ts';
import type { DueLink } from './link-store.ts';

/** What pages say of themselves, kept with the bookmarks that lead to them. */
@Injectable()
export class MetadataStore {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  /**
   * Fills in what its owner left empty: nothing that somebody wrote is replaced, and nothing is said of an address that was changed meanwhile.
   * @param metadata null: there is no page to read there
   * @param icon the name of its site's icon
   */
  async keep(
    { owner: who, id, url }: DueLink,
    metadata: PageMetadata | null,
    icon: string | null,
    now: Date,
  ): Promise<void> {
    const database = await this.#database.client();
    await database.$transaction(async (tx) => {
      // as it is at this moment: its owner may be writing too
      await tx.$queryRaw`SELECT id FROM bookmarks WHERE id = ${id}::uuid AND user_id = ${who}::uuid FOR UPDATE`;
      const row = await tx.bookmark.findFirst({ where: { id, userId: who, url, deletedAt: null } });
      if (row === null) return;
      const title = isEmpty(row.title, row.url) ? (metadata?.title ?? row.title) : row.title;
      const description = row.description || (metadata?.description ?? '');
      const isChanged = title !== row.title || description !== row.description;
      const words = { ...row, title, description, folders: readFolders(row.folders) };
      await tx.bookmark.update({
        where: { id, userId: who },
        data: {
          fetchedAt: now,
          language: metadata?.language ?? row.language,
          icon: icon ?? row.icon,
          pictureUrl: metadata?.image ?? row.pictureUrl,
          canonicalUrl: metadata?.canonicalUrl ?? row.canonicalUrl,
          // whoever edits sees that it is another version now
          ...(isChanged ? { title, description, ...derived(words), version: row.version + 1, modifiedAt: now } : {}),
        },
      });
    });
  }
}

/** Some clients write the address where they know no title. */
const isEmpty = (title: string, url: string): boolean => title.trim() === '' || title === url;
