import { type LinkdingTag, linkdingNewTagSchema, linkdingPaths } from '@bookmark-manager/contract';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Req,
  UseFilters,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { TagStore } from '../tags/tag-store.ts';
import { askedAs, numberIn } from './caller.ts';
import { LinkdingFilter } from './linkding.filter.ts';
import { pageSchema } from './list-query.ts';
import { pageAddresses } from './page-addresses.ts';
import { readBody } from './read-body.ts';
import { LinkdingTags } from './tag-lists.ts';

/** linkding's tags. */
@Controller('api/tags')
@UseFilters(LinkdingFilter)
export class LinkdingTagsController {
  readonly #lists: LinkdingTags;
  readonly #store: TagStore;

  constructor(lists: LinkdingTags, store: TagStore) {
    this.#lists = lists;
    this.#store = store;
  }

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  async list(@Who() who: Identity, @Query() query: unknown, @Req() request: FastifyRequest): Promise<string> {
    const page = parse(pageSchema, query);
    const { count, results } = await this.#lists.list(who.userId, page);
    const envelope = JSON.stringify({ count, ...pageAddresses(askedAs(request, linkdingPaths.tags), page, count) });
    return `${envelope.slice(0, -1)},"results":${results}}`;
  }

  @Post()
  async add(@Who() who: Identity, @Body() body: unknown, @Headers('content-type') type?: string): Promise<LinkdingTag> {
    const { name } = parse(linkdingNewTagSchema, await readBody(body, type));
    return this.#lists.add(who.userId, name);
  }

  @Get(':id')
  read(@Who() who: Identity, @Param() params: unknown): Promise<LinkdingTag> {
    return this.#lists.read(who.userId, numberIn(params));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    await this.#store.remove(who.userId, numberIn(params));
  }
}
