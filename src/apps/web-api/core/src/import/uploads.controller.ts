import { randomUUID } from 'node:crypto';
import { type Import, importPath, maxImportBytes, newUploadSchema, type Upload } from '@bookmark-manager/contract';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { FileIsGone, type FileKey } from '../files/file-store.ts';
import { Files } from '../files/files.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type Identity, type UserId, Who } from '../people/identity.ts';
import { limited } from './body.ts';
import { NewImports } from './new-imports.ts';

/** Long enough for a slow line and a large file: S3 looks at the time when the form begins to arrive. */
const formSeconds = 300;

const idSchema = z.object({ id: z.guid() });

/** Where a browser puts a file: below its owner's name, so that nobody takes another one's. */
const uploadKey = (who: UserId, id: string): FileKey => `imports/${who}/uploads/${id}`;

/** Files that are too large for the door come by way of the bucket. */
@Controller('api/v1/imports/uploads')
export class UploadsController {
  readonly #new: NewImports;
  readonly #files: Files;

  constructor(made: NewImports, files: Files) {
    this.#new = made;
    this.#files = files;
  }

  @Post()
  @HttpCode(201)
  async start(@Who() { userId }: Identity, @Body() body: unknown): Promise<Upload> {
    parse(newUploadSchema, body);
    const { direct } = this.#files;
    if (!direct) throw new ProblemError('not-found', 'There is no bucket here: send the file itself');
    const id = randomUUID();
    const expiresAt = new Date(Date.now() + formSeconds * 1000).toISOString();
    const limits = { mostBytes: maxImportBytes, seconds: formSeconds };
    return { id, ...(await direct.form(uploadKey(userId, id), limits)), expiresAt };
  }

  /** What arrived is judged as any other file. It is kept no longer than that takes. */
  @Post(':id')
  @HttpCode(202)
  async finish(
    @Who() { userId }: Identity,
    @Param() params: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Import> {
    const key = uploadKey(userId, parse(idSchema, params).id);
    try {
      const added = await this.#new.take(userId, limited(this.#files.get(key)));
      void reply.header('location', importPath(added.id));
      return added;
    } catch (error) {
      throw error instanceof FileIsGone
        ? new ProblemError('not-found', 'No such file has arrived: send the form first')
        : error;
    } finally {
      await this.#files.remove(key);
    }
  }
}
