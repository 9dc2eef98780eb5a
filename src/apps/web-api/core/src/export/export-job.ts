import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { FileKey } from '../files/file-store.ts';
import { Files } from '../files/files.ts';
import { Jobs } from '../jobs/jobs.ts';
import type { UserId } from '../people/identity.ts';
import { userId } from '../people/identity-store.ts';
import { ExportStore } from './export-store.ts';
import { writers } from './writers.ts';

const dataSchema = z.object({ id: z.uuid(), who: z.uuid().transform(userId) });

/** Where the file of an export lies. */
export const exportKey = (who: UserId, id: string): FileKey => `exports/${who}/${id}`;

/** Writes files, in the background, one at a time. One that is interrupted is written anew. */
@Injectable()
export class ExportJob {
  readonly #jobs: Jobs;
  readonly #files: Files;
  readonly #store: ExportStore;

  constructor(jobs: Jobs, files: Files, store: ExportStore) {
    this.#jobs = jobs;
    this.#files = files;
    this.#store = store;
    jobs.register('export', dataSchema, ({ id, who }, signal) => this.#run(who, id, signal));
  }

  add(who: UserId, id: string): Promise<void> {
    return this.#jobs.add('export', { id, who }, { key: id });
  }

  async #run(who: UserId, id: string, signal: AbortSignal): Promise<void> {
    const found = await this.#store.get(who, id);
    if (found === null || found.state === 'done') return;
    await this.#store.running(who, id);
    const writer = writers[found.format]();
    const file = new PassThrough();
    const kept = this.#files.put(exportKey(who, id), file, writer.type);
    const seen = { bookmarks: 0 };
    const push = async (text: string) => {
      if (text !== '' && !file.write(text)) await Promise.race([once(file, 'drain'), kept]);
    };
    const written = async () => {
      await push(writer.begin());
      await this.#store.each(who, writer.isTree, async (page) => {
        signal.throwIfAborted();
        // written once for each of its folders, counted in the first
        seen.bookmarks += page.filter((one) => !writer.isTree || isFirstPlace(one)).length;
        await push(page.map(writer.write).join(''));
      });
      file.end(writer.end());
    };
    await Promise.all([
      kept,
      written().catch((error: unknown) => {
        file.destroy(error instanceof Error ? error : new Error('not written'));
        throw error;
      }),
    ]);
    await this.#store.finish(who, id, seen.bookmarks, await kept);
  }
}

const isFirstPlace = ({ folders, place }: { folders: readonly (readonly string[])[]; place: readonly string[] }) =>
  JSON.stringify(folders[0] ?? []) === JSON.stringify(place);
