import {
  type LinkCheck,
  type PageRequest,
  type Preview,
  previewQuerySchema,
  type SavedPage,
} from '@bookmark-manager/contract';
import { Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, Who } from '../people/identity.ts';
import { PageJobs } from './page-jobs.ts';
import { PageRequestStore } from './page-request-store.ts';
import { Previews } from './preview.ts';
import { PageStores } from './store/page-stores.ts';
import { Visits } from './visits.ts';

const idSchema = z.object({ id: z.guid() });
const noBookmark = () => new ProblemError('not-found', 'There is no such bookmark');

@Controller('api/v1')
export class PagesController {
  readonly #requests: PageRequestStore;
  readonly #stores: PageStores;
  readonly #jobs: PageJobs;
  readonly #visits: Visits;
  readonly #previews: Previews;

  constructor(requests: PageRequestStore, stores: PageStores, jobs: PageJobs, visits: Visits, previews: Previews) {
    this.#requests = requests;
    this.#stores = stores;
    this.#jobs = jobs;
    this.#visits = visits;
    this.#previews = previews;
  }

  @Get('preview')
  preview(@Query() query: unknown): Promise<Preview> {
    return this.#previews.of(parse(previewQuerySchema, query).url);
  }

  @Post('bookmarks/:id/check')
  @HttpCode(200)
  async check(@Who() { userId }: Identity, @Param() params: unknown): Promise<LinkCheck> {
    const found = await this.#visits.one(userId, parse(idSchema, params).id, new Date());
    if (!found) throw noBookmark();
    return found;
  }

  @Post('bookmarks/:id/page')
  @HttpCode(202)
  async save(@Who() { userId }: Identity, @Param() params: unknown): Promise<PageRequest> {
    const { id } = parse(idSchema, params);
    if ((await this.#requests.urlOf(userId, id)) === undefined) throw noBookmark();
    const request = await this.#requests.ask(userId, id, new Date());
    await this.#jobs.save(userId, id);
    return request;
  }

  /** A page that is to be kept anew is shown as it was until it is. */
  @Get('bookmarks/:id/page')
  async page(
    @Who() { userId }: Identity,
    @Param() params: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedPage | PageRequest> {
    const { id } = parse(idSchema, params);
    if ((await this.#requests.urlOf(userId, id)) === undefined) throw noBookmark();
    const kept = await (await this.#stores.open()).get(userId, id);
    if (kept) return kept;
    const request = await this.#requests.find(userId, id);
    if (!request) throw new ProblemError('not-found', 'Nobody wanted this page kept');
    void reply.status(202);
    return request;
  }

  @Delete('bookmarks/:id/page')
  @HttpCode(204)
  async forget(@Who() { userId }: Identity, @Param() params: unknown): Promise<void> {
    const { id } = parse(idSchema, params);
    if ((await this.#requests.urlOf(userId, id)) === undefined) throw noBookmark();
    await (await this.#stores.open()).remove(userId, id);
    await this.#requests.settle(userId, id);
  }
}
