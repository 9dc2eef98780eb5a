import {
  type LinkdingBookmark,
  type LinkdingCheck,
  linkdingPaths,
  linkdingWriteSchema,
} from '@bookmark-manager/contract';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  UseFilters,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, Who } from '../people/identity.ts';
import { askedAs, numberIn } from './caller.ts';
import { LinkdingFilter } from './linkding.filter.ts';
import { LinkdingLists, type Listed } from './linkding-lists.ts';
import { LinkdingStore } from './linkding-store.ts';
import { listSchema } from './list-query.ts';
import { pageAddresses } from './page-addresses.ts';
import { readBody } from './read-body.ts';

type Page = Listed & { readonly next: string | null; readonly previous: string | null };

const checkSchema = z.object({ url: z.string('This field is required.').min(1, 'This field is required.').max(8192) });

/** linkding's bookmarks: the same bookmarks under the addresses that clients made for linkding know. */
@Controller('api/bookmarks')
@UseFilters(LinkdingFilter)
export class LinkdingBookmarksController {
  readonly #lists: LinkdingLists;
  readonly #store: LinkdingStore;

  constructor(lists: LinkdingLists, store: LinkdingStore) {
    this.#lists = lists;
    this.#store = store;
  }

  @Get()
  async list(@Who() who: Identity, @Query() query: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const asked = parse(listSchema, query);
    const listed = await this.#lists.own(who.userId, asked, { archived: false });
    return { ...listed, ...pageAddresses(askedAs(request, linkdingPaths.bookmarks), asked, listed.count) };
  }

  @Get('archived')
  async archived(@Who() who: Identity, @Query() query: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const asked = parse(listSchema, query);
    const listed = await this.#lists.own(who.userId, asked, { archived: true });
    return { ...listed, ...pageAddresses(askedAs(request, linkdingPaths.archived), asked, listed.count) };
  }

  @Get('shared')
  async shared(@Query() query: unknown, @Req() request: FastifyRequest): Promise<Page> {
    const asked = parse(listSchema, query);
    const listed = await this.#lists.shared(asked);
    return { ...listed, ...pageAddresses(askedAs(request, linkdingPaths.shared), asked, listed.count) };
  }

  @Get('check')
  check(@Who() who: Identity, @Query() query: unknown): Promise<LinkdingCheck> {
    return this.#store.check(who.userId, parse(checkSchema, query).url);
  }

  /** 201 for a known address too: clients take nothing else for success. */
  @Post()
  async add(
    @Who() who: Identity,
    @Body() body: unknown,
    @Headers('content-type') type?: string,
  ): Promise<LinkdingBookmark> {
    const given = parse(linkdingWriteSchema, await readBody(body, type));
    const { url } = given;
    if (url === undefined)
      throw new ProblemError('invalid-request', 'url: is missing', [
        { path: 'url', message: 'This field is required.' },
      ]);
    return this.#store.save(who.userId, url, given);
  }

  @Get(':id')
  read(@Who() who: Identity, @Param() params: unknown): Promise<LinkdingBookmark> {
    return this.#store.read(who.userId, numberIn(params));
  }

  @Put(':id')
  put(@Who() who: Identity, @Param() params: unknown, @Body() body: unknown, @Headers('content-type') type?: string) {
    return this.patch(who, params, body, type);
  }

  @Patch(':id')
  async patch(
    @Who() who: Identity,
    @Param() params: unknown,
    @Body() body: unknown,
    @Headers('content-type') type?: string,
  ): Promise<LinkdingBookmark> {
    const given = parse(linkdingWriteSchema, await readBody(body, type));
    return this.#store.edit(who.userId, numberIn(params), given);
  }

  @Post(':id/archive')
  @HttpCode(204)
  archive(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    return this.#store.archive(who.userId, numberIn(params), true);
  }

  @Post(':id/unarchive')
  @HttpCode(204)
  unarchive(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    return this.#store.archive(who.userId, numberIn(params), false);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    return this.#store.remove(who.userId, numberIn(params));
  }
}
