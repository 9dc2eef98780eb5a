import { type Changed, mergeTagSchema, renameTagSchema, type Tag, tagQuerySchema } from '@bookmark-manager/contract';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { TagStore } from './tag-store.ts';

const idSchema = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });

@Controller('api/v1/tags')
export class TagsController {
  readonly #store: TagStore;

  constructor(store: TagStore) {
    this.#store = store;
  }

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  list(@Who() who: Identity, @Query() query: unknown): Promise<string> {
    const { unused, top } = parse(tagQuerySchema, query);
    return this.#store.listJson(who.userId, { unused: unused === 'true', top });
  }

  @Get(':id')
  read(@Who() who: Identity, @Param() params: unknown): Promise<Tag> {
    return this.#store.read(who.userId, parse(idSchema, params).id);
  }

  @Patch(':id')
  rename(@Who() who: Identity, @Param() params: unknown, @Body() body: unknown): Promise<Changed> {
    const { id } = parse(idSchema, params);
    return this.#store.rename(who.userId, id, parse(renameTagSchema, body).name);
  }

  @Delete(':id')
  remove(@Who() who: Identity, @Param() params: unknown): Promise<Changed> {
    return this.#store.remove(who.userId, parse(idSchema, params).id);
  }

  @Post(':id/merge')
  @HttpCode(200)
  merge(@Who() who: Identity, @Param() params: unknown, @Body() body: unknown): Promise<Changed> {
    const { id } = parse(idSchema, params);
    return this.#store.merge(who.userId, id, parse(mergeTagSchema, body).into);
  }
}
