import { type SharedPage, sharedQuerySchema } from '@bookmark-manager/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { parse } from '../http/parse.ts';
import { SharedStore } from './shared-store.ts';

@Controller('api/v1/shared')
export class SharedController {
  readonly #store: SharedStore;

  constructor(store: SharedStore) {
    this.#store = store;
  }

  /** For everybody who is signed in: the guard lets nobody else in. */
  @Get()
  list(@Query() query: unknown): Promise<SharedPage> {
    return this.#store.list(parse(sharedQuerySchema, query));
  }
}
