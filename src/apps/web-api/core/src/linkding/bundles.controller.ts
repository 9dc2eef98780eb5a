import { type LinkdingBundle, linkdingBundleWriteSchema, linkdingPaths } from '@bookmark-manager/contract';
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
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { BundleStore } from './bundle-store.ts';
import { askedAs, numberIn } from './caller.ts';
import { LinkdingFilter } from './linkding.filter.ts';
import { pageSchema } from './list-query.ts';
import { pageAddresses } from './page-addresses.ts';
import { readBody } from './read-body.ts';

/** linkding's bundles: our saved searches. */
@Controller('api/bundles')
@UseFilters(LinkdingFilter)
export class LinkdingBundlesController {
  readonly #store: BundleStore;

  constructor(store: BundleStore) {
    this.#store = store;
  }

  @Get()
  async list(@Who() who: Identity, @Query() query: unknown, @Req() request: FastifyRequest) {
    const page = parse(pageSchema, query);
    const { count, results } = await this.#store.list(who.userId, page);
    return { count, ...pageAddresses(askedAs(request, linkdingPaths.bundles), page, count), results };
  }

  @Post()
  async add(
    @Who() who: Identity,
    @Body() body: unknown,
    @Headers('content-type') type?: string,
  ): Promise<LinkdingBundle> {
    return this.#store.add(who.userId, parse(linkdingBundleWriteSchema, await readBody(body, type)));
  }

  @Get(':id')
  read(@Who() who: Identity, @Param() params: unknown): Promise<LinkdingBundle> {
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
  ): Promise<LinkdingBundle> {
    return this.#store.edit(who.userId, numberIn(params), parse(linkdingBundleWriteSchema, await readBody(body, type)));
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Who() who: Identity, @Param() params: unknown): Promise<void> {
    return this.#store.remove(who.userId, numberIn(params));
  }
}
