import { type BookmarkPage, listQuerySchema } from '@bookmark-manager/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { SearchStore } from './search-store.ts';

@Controller('api/v1/bookmarks')
export class SearchController {
  readonly #store: SearchStore;

  constructor(store: SearchStore) {
    this.#store = store;
  }

  @Get()
  list(@Who() who: Identity, @Query() query: unknown): Promise<BookmarkPage> {
    return this.#store.list(who.userId, parse(listQuerySchema, query));
  }
}
