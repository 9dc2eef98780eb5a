import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { LazyDatabase } from '../../database.ts';
import { FileIsGone, type FileKey } from '../../files/file-store.ts';
import { Files } from '../../files/files.ts';
import { ProblemError } from '../../http/problem-error.ts';
import type { UserId } from '../../people/identity.ts';
import { Web } from '../web.ts';
import { fetchPicture } from './fetch-picture.ts';
import { pictureType } from './picture-type.ts';

const maxBytes = 2 * 1024 * 1024;

/** The pictures that pages show of themselves: fetched when somebody first looks, and kept for as long as previews are. */
@Injectable()
export class PagePictures {
  readonly #database: LazyDatabase;
  readonly #files: Files;
  readonly #web: Web;

  constructor(database: LazyDatabase, files: Files, web: Web) {
    this.#database = database;
    this.#files = files;
    this.#web = web;
  }

  /** @throws ProblemError when there is no such bookmark, or its page has no picture that can be had */
  async of(who: UserId, id: string): Promise<Uint8Array> {
    const database = await this.#database.client();
    const where = { id, userId: who, deletedAt: null };
    const row = await database.bookmark.findFirst({ where, select: { pictureUrl: true } });
    if (row === null) throw new ProblemError('not-found', 'There is no such bookmark');
    const picture = row.pictureUrl && ((await this.#kept(row.pictureUrl)) ?? (await this.#fetch(row.pictureUrl)));
    if (!picture) throw new ProblemError('not-found', 'Its page shows no picture');
    return picture;
  }

  async #kept(url: string): Promise<Uint8Array | null> {
    try {
      return await buffer(this.#files.get(keyOf(url)));
    } catch (error) {
      if (error instanceof FileIsGone) return null;
      throw error;
    }
  }

  /** What is not there is kept too, as a file of no bytes: nobody asks for it again on each look. */
  async #fetch(url: string): Promise<Uint8Array> {
    const picture = (await fetchPicture(this.#web, url, maxBytes)) ?? new Uint8Array();
    await this.#files.put(keyOf(url), Readable.from([picture]), pictureType(picture) ?? 'application/octet-stream');
    return picture;
  }
}

const keyOf = (url: string): FileKey => `previews/${createHash('sha256').update(url).digest('hex')}`;
