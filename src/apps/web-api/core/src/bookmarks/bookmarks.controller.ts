import { type Bookmark, bookmarkPath, newBookmarkSchema } from '@bookmark-manager/contract';
import { Body, Controller, Delete, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, Who } from '../people/identity.ts';
import { BookmarkStore } from './bookmark-store.ts';

const idSchema = z.object({ id: z.guid() });

@Controller('api/v1/bookmarks')
export class BookmarksController {
  readonly #store: BookmarkStore;

  constructor(store: BookmarkStore) {
    this.#store = store;
  }

  @Post()
  async add(
    @Who() who: Identity,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Bookmark> {
    const { bookmark, isNew } = await this.#store.add(who.userId, parse(newBookmarkSchema, body));
    void reply.status(isNew ? 201 : 200);
    if (isNew) void reply.header('location', bookmarkPath(bookmark.id));
    return bookmark;
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    const { id } = parse(idSchema, params);
    if (!(await this.#store.remove(who.userId, id))) throw new ProblemError('not-found', 'There is no such bookmark');
  }
}
