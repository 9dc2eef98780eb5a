import {
  type Import,
  type ImportReport,
  importPath,
  type LeftOutPage,
  leftOutQuerySchema,
} from '@bookmark-manager/contract';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, Who } from '../people/identity.ts';
import { fileOf } from './body.ts';
import { ImportJob } from './import-job.ts';
import { ImportStore } from './import-store.ts';
import { NewImports } from './new-imports.ts';
import { notBookmarks } from './receive.ts';

const idSchema = z.object({ id: z.guid() });

@Controller('api/v1')
export class ImportsController {
  readonly #store: ImportStore;
  readonly #job: ImportJob;
  readonly #new: NewImports;

  constructor(store: ImportStore, job: ImportJob, made: NewImports) {
    this.#store = store;
    this.#job = job;
    this.#new = made;
  }

  /** Answers as soon as the file is here: a job reads it. */
  @Post('imports')
  @HttpCode(202)
  async start(
    @Who() { userId }: Identity,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Import> {
    const added = await this.#new.take(userId, fileOf(request));
    void reply.header('location', importPath(added.id));
    return added;
  }

  @Get('imports')
  async list(@Who() { userId }: Identity): Promise<{ items: Import[] }> {
    return { items: await this.#store.list(userId) };
  }

  @Get('imports/:id')
  get(@Who() { userId }: Identity, @Param() params: unknown): Promise<Import> {
    return this.#found(userId, parse(idSchema, params).id);
  }

  @Get('imports/:id/left-out')
  async leftOut(@Who() { userId }: Identity, @Param() params: unknown, @Query() query: unknown): Promise<LeftOutPage> {
    const { id } = await this.#found(userId, parse(idSchema, params).id);
    return this.#store.leftOut(userId, id, parse(leftOutQuerySchema, query));
  }

  /** For scripts that wait: the same import, done before the answer. */
  @Post('bookmarks/import')
  @HttpCode(200)
  async import(@Who() { userId }: Identity, @Req() request: FastifyRequest): Promise<ImportReport> {
    const { id } = await this.#new.take(userId, fileOf(request), new Date(Date.now() + 600_000));
    await this.#job.run(userId, id, new AbortController().signal);
    const done = await this.#found(userId, id);
    if (done.failure === 'not-a-bookmarks-file') throw notBookmarks();
    const { items } = await this.#store.leftOut(userId, id, { after: 0, limit: 100 });
    const { encoding, links, added, updated, unchanged, duplicates, skipped, skippedBecause } = done;
    const skippedLinks = items.map(({ title, url, because }) => ({ title, url: url.slice(0, 200), because }));
    const counts = { links, added, updated, unchanged, duplicates, skipped, skippedBecause, skippedLinks };
    return { encoding, complete: done.complete === true, ...counts };
  }

  async #found(userId: Identity['userId'], id: string): Promise<Import> {
    const found = await this.#store.get(userId, id);
    if (found === null) throw new ProblemError('not-found', 'There is no such import');
    return found;
  }
}
