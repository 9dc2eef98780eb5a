import {
  type Bookmark,
  bookmarkPath,
  type Check,
  changePath,
  checkQuerySchema,
  type Duplicates,
  duplicatesQuerySchema,
  editBookmarkSchema,
  newBookmarkSchema,
} from '@bookmark-manager/contract';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { BookmarkStore } from './bookmark-store.ts';
import { BookmarkWriter } from './bookmark-writer.ts';
import { etagOf, hasAlready } from './etag.ts';

const idSchema = z.object({ id: z.guid() });

@Controller('api/v1/bookmarks')
export class BookmarksController {
  readonly #store: BookmarkStore;
  readonly #writer: BookmarkWriter;

  constructor(store: BookmarkStore, writer: BookmarkWriter) {
    this.#store = store;
    this.#writer = writer;
  }

  @Post()
  async add(
    @Who() who: Identity,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Bookmark> {
    const { bookmark, isNew } = await this.#writer.add(who.userId, parse(newBookmarkSchema, body));
    void reply.status(isNew ? 201 : 200).header('etag', etagOf(bookmark.version));
    if (isNew) void reply.header('location', bookmarkPath(bookmark.id));
    return bookmark;
  }

  @Get('check')
  check(@Who() who: Identity, @Query() query: unknown): Promise<Check> {
    return this.#store.check(who.userId, parse(checkQuerySchema, query).url);
  }

  @Get('duplicates')
  duplicates(@Who() who: Identity, @Query() query: unknown): Promise<Duplicates> {
    return this.#store.duplicates(who.userId, parse(duplicatesQuerySchema, query));
  }

  @Get(':id')
  async read(
    @Who() who: Identity,
    @Param() params: unknown,
    @Headers('if-none-match') ifNoneMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Bookmark | undefined> {
    const bookmark = await this.#store.read(who.userId, parse(idSchema, params).id);
    void reply.header('etag', etagOf(bookmark.version));
    if (!hasAlready(ifNoneMatch, bookmark.version)) return bookmark;
    void reply.status(304);
    return undefined;
  }

  @Patch(':id')
  async edit(
    @Who() who: Identity,
    @Param() params: unknown,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Bookmark> {
    const { id } = parse(idSchema, params);
    const bookmark = await this.#writer.edit(who.userId, id, parse(editBookmarkSchema, body), ifMatch);
    void reply.header('etag', etagOf(bookmark.version));
    return bookmark;
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(
    @Who() who: Identity,
    @Param() params: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const change = await this.#writer.remove(who.userId, parse(idSchema, params).id, ifMatch);
    void reply.header('location', changePath(change));
  }
}
