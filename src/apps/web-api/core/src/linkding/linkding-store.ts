import type { EditBookmark, LinkdingBookmark, LinkdingCheck, LinkdingWrite } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { BookmarkWriter } from '../bookmarks/bookmark-writer.ts';
import { sameAddress } from '../bookmarks/same-address.ts';
import { LazyDatabase } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { UserId } from '../people/identity.ts';
import { toLinkding } from './to-linkding.ts';

/** Bookmarks by linkding's numbers. */
@Injectable()
export class LinkdingStore {
  readonly #database: LazyDatabase;
  readonly #writer: BookmarkWriter;

  constructor(database: LazyDatabase, writer: BookmarkWriter) {
    this.#database = database;
    this.#writer = writer;
  }

  /** @throws ProblemError when somebody has no such bookmark */
  async read(who: UserId, number: number): Promise<LinkdingBookmark> {
    return toLinkding(await this.#row(who, { number }));
  }

  /** Adds a bookmark, or changes what is given of the one with this address. */
  async save(who: UserId, url: string, given: LinkdingWrite): Promise<LinkdingBookmark> {
    const known = await sameAddress(await this.#database.client(), who, url);
    const { title = '', description = '', notes = '', tags = [], unread, archived, shared } = fieldsOf(given);
    const { id } = known
      ? await this.#writer.edit(who, known.id, fieldsOf({ ...given, url: undefined }))
      : (await this.#writer.add(who, { title, description, notes, tags, folders: [], unread, archived, shared, url }))
          .bookmark;
    return toLinkding(await this.#row(who, { id }));
  }

  /** @throws ProblemError when there is no such bookmark, or its new address belongs to another one */
  async edit(who: UserId, number: number, given: LinkdingWrite): Promise<LinkdingBookmark> {
    const { id } = await this.#row(who, { number });
    await this.#writer.edit(who, id, fieldsOf(given));
    return toLinkding(await this.#row(who, { id }));
  }

  /** @throws ProblemError when there is no such bookmark */
  async archive(who: UserId, number: number, archived: boolean): Promise<void> {
    const { id } = await this.#row(who, { number });
    await this.#writer.edit(who, id, { archived });
  }

  /** @throws ProblemError when there is no such bookmark */
  async remove(who: UserId, number: number): Promise<void> {
    const { id } = await this.#row(who, { number });
    await this.#writer.remove(who, id);
  }

  /** The address comes back exactly as it was asked for: the browser's extension compares it with the one of its tab. */
  async check(who: UserId, url: string): Promise<LinkdingCheck> {
    const known = await sameAddress(await this.#database.client(), who, url);
    return {
      bookmark: known && toLinkding(known),
      metadata: { url, title: known?.title || null, description: known?.description || null, preview_image: null },
      auto_tags: [],
    };
  }

  async #row(who: UserId, which: { readonly number: number } | { readonly id: string }) {
    const database = await this.#database.client();
    const row = await database.bookmark.findFirst({
      where: { ...which, userId: who, deletedAt: null },
      omit: { search: true },
    });
    if (row === null) throw new ProblemError('not-found', 'No Bookmark matches the given query.');
    return row;
  }
}

const fieldsOf = ({ is_archived, tag_names, ...rest }: LinkdingWrite): EditBookmark => ({
  ...rest,
  ...(is_archived === undefined ? {} : { archived: is_archived }),
  ...(tag_names === undefined ? {} : { tags: tag_names }),
});
