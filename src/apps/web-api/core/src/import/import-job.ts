import { urlKey } from '@bookmark-manager/prisma/derived';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { FileIsGone, type FileKey } from '../files/file-store.ts';
import { Files } from '../files/files.ts';
import { Jobs } from '../jobs/jobs.ts';
import type { UserId } from '../people/identity.ts';
import { userId } from '../people/identity-store.ts';
import { type FileKind, readerOf } from './file-kind.ts';
import { gather } from './gather.ts';
import type { ImportRow } from './import-row.ts';
import { ImportStore } from './import-store.ts';
import type { Link, Read } from './link.ts';
import { Seen } from './seen.ts';
import { prepareLinks } from './write-links.ts';

const dataSchema = z.object({ id: z.uuid(), who: z.uuid().transform(userId) });

/** Links that are written at once: after each such batch an import can be interrupted. */
const batchSize = 250;

/** Where the file of an import lies until it is read. */
export const importKey = (who: UserId, id: string): FileKey => `imports/${who}/${id}`;

/** Reads files, in the background, one at a time. */
@Injectable()
export class ImportJob {
  readonly #jobs: Jobs;
  readonly #files: Files;
  readonly #store: ImportStore;

  constructor(jobs: Jobs, files: Files, store: ImportStore) {
    this.#jobs = jobs;
    this.#files = files;
    this.#store = store;
    jobs.register('import', dataSchema, ({ id, who }, signal) => this.run(who, id, signal));
  }

  /** `notBefore`: when somebody does it at once, and this is for the case that they do not come to its end. */
  add(who: UserId, id: string, notBefore?: Date): Promise<void> {
    return this.#jobs.add('import', { id, who }, { key: id, ...(notBefore ? { runAt: notBefore } : {}) });
  }

  /** Does an import from where it got to. One that is finished is left as it is. */
  async run(who: UserId, id: string, signal: AbortSignal): Promise<void> {
    const row = await this.#store.begin(who, id);
    if (row === null) return;
    try {
      const read = await this.#read(who, row, signal);
      if (read.recognised) await this.#store.finish(who, id, read);
      else await this.#store.fail(who, id, 'not-a-bookmarks-file');
    } catch (error) {
      if (!(error instanceof FileIsGone)) throw error;
      await this.#store.fail(who, id, 'file-is-gone');
    }
    await this.#files.remove(importKey(who, id));
  }

  /** Holds the links of two batches, and no more of the file than a piece: while one is written, the next is read and prepared. */
  async #read(who: UserId, row: ImportRow, signal: AbortSignal): Promise<Read> {
    const links: Link[] = [];
    const seen = new Seen();
    const reader = readerOf(row.kind as FileKind, (link) => links.push(link));
    const decoder = new TextDecoder(row.encoding);
    let writing = Promise.resolve();
    let bytesRead = 0;
    let from = 0;
    const write = async (least: number) => {
      while (reader.recognised() && links.length >= least) {
        signal.throwIfAborted();
        const batch = gather(links.splice(0, batchSize), from);
        const at = from;
        from += batch.links;
        if (at < row.links) {
          // what is written already is only read: which addresses it had
          for (const { url } of batch.bookmarks) seen.add(urlKey(url));
          continue;
        }
        const prepared = prepareLinks(batch.bookmarks);
        const fresh = [...prepared.incoming.keys()].filter((key) => !seen.has(key));
        for (const key of fresh) seen.add(key);
        await writing;
        writing = this.#store.write(who, row.id, { from: at, batch, prepared, fresh, bytesRead });
        writing.catch(() => {}); // told to whoever waits for it, which is below
      }
    };
    try {
      for await (const chunk of this.#files.get(importKey(who, row.id))) {
        reader.push(decoder.decode(chunk, { stream: true }));
        bytesRead += chunk.length;
        await write(batchSize);
      }
      reader.push(decoder.decode());
      const read = reader.end();
      await write(1);
      await writing;
      return read;
    } finally {
      // nothing is written any more once this has ended, however it ends
      await writing.catch(() => {});
    }
  }
}
