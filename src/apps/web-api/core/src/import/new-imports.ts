import { randomUUID } from 'node:crypto';
import type { Import } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { Files } from '../files/files.ts';
import type { UserId } from '../people/identity.ts';
import { ImportJob, importKey } from './import-job.ts';
import { ImportStore } from './import-store.ts';
import { receive } from './receive.ts';

/** Makes imports of files, however they come. */
@Injectable()
export class NewImports {
  readonly #store: ImportStore;
  readonly #job: ImportJob;
  readonly #files: Files;

  constructor(store: ImportStore, job: ImportJob, files: Files) {
    this.#store = store;
    this.#job = job;
    this.#files = files;
  }

  /** Keeps the file, and has a job read it; not before a moment, when one is given. An import that no job does is none. */
  async take(userId: UserId, file: AsyncIterable<Uint8Array>, notBefore?: Date): Promise<Import> {
    const id = randomUUID();
    const received = await receive(file, this.#files, importKey(userId, id));
    const added = await this.#store.add(userId, { id, ...received });
    try {
      await this.#job.add(userId, id, notBefore);
    } catch (error) {
      await this.#store.remove(userId, id);
      throw error;
    }
    return added;
  }
}
