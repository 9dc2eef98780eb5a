import {
  type Feed,
  feedPath,
  newSearchSchema,
  type SavedSearch,
  type SavedSearches,
  searchChangeSchema,
  searchPath,
} from '@bookmark-manager/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parse } from '../../http/parse.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { type Identity, Who } from '../../people/identity.ts';
import { readQuery } from '../read-query.ts';
import { SavedSearchStore } from './saved-search-store.ts';

const idSchema = z.object({ id: z.guid() });

@Controller('api/v1/searches')
export class SavedSearchesController {
  readonly #store: SavedSearchStore;

  constructor(store: SavedSearchStore) {
    this.#store = store;
  }

  @Get()
  async list(@Who() who: Identity): Promise<SavedSearches> {
    return { items: await this.#store.list(who.userId) };
  }

  @Post()
  async save(
    @Who() who: Identity,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedSearch> {
    const given = parse(newSearchSchema, body);
    readQuery(given.q);
    const saved = await this.#store.save(who.userId, given);
    void reply.header('location', searchPath(saved.id));
    return saved;
  }

  @Get(':id')
  async get(@Who() who: Identity, @Param() params: unknown): Promise<SavedSearch> {
    return there(await this.#store.get(who.userId, parse(idSchema, params).id));
  }

  @Patch(':id')
  async change(@Who() who: Identity, @Param() params: unknown, @Body() body: unknown): Promise<SavedSearch> {
    const { id } = parse(idSchema, params);
    const change = parse(searchChangeSchema, body);
    if (change.q !== undefined) readQuery(change.q);
    return there(await this.#store.change(who.userId, id, change));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    if (!(await this.#store.remove(who.userId, parse(idSchema, params).id))) there(null);
  }

  @Post(':id/feed')
  async makeFeed(@Who() who: Identity, @Param() params: unknown): Promise<Feed> {
    const secret = there(await this.#store.makeFeed(who.userId, parse(idSchema, params).id));
    return { rss: feedPath(secret, 'rss'), atom: feedPath(secret, 'atom') };
  }

  @Delete(':id/feed')
  @HttpCode(204)
  async endFeed(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    if (!(await this.#store.endFeed(who.userId, parse(idSchema, params).id))) there(null);
  }
}

const there = <T>(found: T | null): T => {
  if (found === null) throw new ProblemError('not-found', 'There is no such saved search');
  return found;
};
