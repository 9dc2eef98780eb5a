import { type Changed, type Folders, folderQuerySchema, moveFolderSchema } from '@bookmark-manager/contract';
import { Body, Controller, Delete, Get, Patch, Query } from '@nestjs/common';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { FolderStore } from './folder-store.ts';

@Controller('api/v1/folders')
export class FoldersController {
  readonly #store: FolderStore;

  constructor(store: FolderStore) {
    this.#store = store;
  }

  @Get()
  list(@Who() who: Identity): Promise<Folders> {
    return this.#store.list(who.userId);
  }

  @Patch()
  move(@Who() who: Identity, @Body() body: unknown): Promise<Changed> {
    const { path, to } = parse(moveFolderSchema, body);
    return this.#store.move(who.userId, path, to);
  }

  @Delete()
  remove(@Who() who: Identity, @Query() query: unknown): Promise<Changed> {
    return this.#store.remove(who.userId, parse(folderQuerySchema, query).path);
  }
}
