import type { ImportReport } from '@bookmark-manager/contract';
import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Identity, Who } from '../people/identity.ts';
import { fileOf } from './body.ts';
import { ImportStore } from './import-store.ts';
import { readFile } from './read-file.ts';

@Controller('api/v1/bookmarks/import')
export class ImportController {
  readonly #store: ImportStore;

  constructor(store: ImportStore) {
    this.#store = store;
  }

  /** Reads the whole file before it writes anything: a file that is refused changes nothing. */
  @Post()
  @HttpCode(200)
  async import(@Who() who: Identity, @Req() request: FastifyRequest): Promise<ImportReport> {
    const { gathering, encoding, complete } = await readFile(fileOf(request));
    const written = await this.#store.write(who.userId, gathering.bookmarks);
    return { encoding, complete, ...gathering.counts, ...written };
  }
}
