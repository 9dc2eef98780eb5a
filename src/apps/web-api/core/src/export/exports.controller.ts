import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Export, exportPath, newExportSchema } from '@bookmark-manager/contract';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { FileIsGone } from '../files/file-store.ts';
import { Files } from '../files/files.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, Who } from '../people/identity.ts';
import { CONFIG } from '../tokens.ts';
import { ExportJob, exportKey } from './export-job.ts';
import { ExportStore } from './export-store.ts';
import { writers } from './writers.ts';

/** A browser follows a redirection at once. */
const addressSeconds = 60;

const idSchema = z.object({ id: z.guid() });

@Controller('api/v1/exports')
export class ExportsController {
  readonly #store: ExportStore;
  readonly #job: ExportJob;
  readonly #files: Files;
  readonly #mostBytes: number;

  constructor(store: ExportStore, job: ExportJob, files: Files, @Inject(CONFIG) { door }: Config) {
    this.#store = store;
    this.#job = job;
    this.#files = files;
    this.#mostBytes = door.mostBytes;
  }

  @Post()
  @HttpCode(202)
  async start(
    @Who() { userId }: Identity,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Export> {
    const { format } = parse(newExportSchema, body);
    const added = await this.#store.add(userId, randomUUID(), format);
    try {
      await this.#job.add(userId, added.id);
    } catch (error) {
      await this.#store.remove(userId, added.id);
      throw error;
    }
    void reply.header('location', exportPath(added.id));
    return added;
  }

  @Get()
  async list(@Who() { userId }: Identity): Promise<{ items: Export[] }> {
    return { items: await this.#store.list(userId) };
  }

  @Get(':id')
  get(@Who() { userId }: Identity, @Param() params: unknown): Promise<Export> {
    return this.#found(userId, parse(idSchema, params).id);
  }

  /** Never shown, only kept: what people wrote is in it. One that is too large for the door is fetched from the bucket. */
  @Get(':id/file')
  async file(
    @Who() { userId }: Identity,
    @Param() params: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const { id, format, state, bytes, createdAt } = await this.#found(userId, parse(idSchema, params).id);
    if (state !== 'done') throw new ProblemError('not-found', 'This export is not done yet');
    const { type } = writers[format]();
    const name = `bookmarks-${createdAt.slice(0, 10)}.${format}`;
    if (bytes > this.#mostBytes && this.#files.direct) {
      const address = await this.#files.direct.address(exportKey(userId, id), { name, type, seconds: addressSeconds });
      void reply.status(303).headers({ location: address, 'cache-control': 'private, no-store' });
      return undefined;
    }
    const source = this.#files.get(exportKey(userId, id))[Symbol.asyncIterator]();
    const first = await source.next().catch((error: unknown) => {
      throw error instanceof FileIsGone ? new ProblemError('not-found', 'The file of this export has expired') : error;
    });
    void reply.headers({
      'content-type': type,
      'content-length': bytes,
      'content-disposition': `attachment; filename="${name}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    return new StreamableFile(Readable.from(rest(first, source)));
  }

  async #found(userId: Identity['userId'], id: string): Promise<Export> {
    const found = await this.#store.get(userId, id);
    if (found === null) throw new ProblemError('not-found', 'There is no such export');
    return found;
  }
}

async function* rest(first: IteratorResult<Uint8Array>, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await source.next()) yield next.value;
}
