import { bulkSchema, type Change, type Changed, type Changes, type Undone } from '@bookmark-manager/contract';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { ChangeStore } from './change-store.ts';
import { found } from './select.ts';

const idSchema = z.object({ id: z.guid() });

/** Many bookmarks at once, and the way back. */
@Controller('api/v1')
export class ChangesController {
  readonly #store: ChangeStore;

  constructor(store: ChangeStore) {
    this.#store = store;
  }

  @Post('bookmarks/bulk')
  @HttpCode(200)
  bulk(@Who() who: Identity, @Body() body: unknown): Promise<Changed> {
    const { ids, query = '', change } = parse(bulkSchema, body);
    const select = ids === undefined ? found(who.userId, query) : async () => [...new Set(ids)].sort();
    return this.#store.make(who.userId, { kind: 'edit', edit: change }, select);
  }

  @Get('changes')
  list(@Who() who: Identity): Promise<Changes> {
    return this.#store.list(who.userId);
  }

  @Get('changes/:id')
  read(@Who() who: Identity, @Param() params: unknown): Promise<Change> {
    return this.#store.read(who.userId, parse(idSchema, params).id);
  }

  @Post('changes/:id/undo')
  @HttpCode(200)
  undo(@Who() who: Identity, @Param() params: unknown): Promise<Undone> {
    return this.#store.undo(who.userId, parse(idSchema, params).id, new Date());
  }
}
