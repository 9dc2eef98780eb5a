import { Controller, Get, Param, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { FileIsGone } from '../../files/file-store.ts';
import { parse } from '../../http/parse.ts';
import { ProblemError } from '../../http/problem-error.ts';
import { type Identity, Who } from '../../people/identity.ts';
import { Icons } from './icons.ts';
import { PagePictures } from './page-pictures.ts';
import { pictureType } from './picture-type.ts';

const idSchema = z.object({ id: z.guid() });
const nameSchema = z.object({ name: z.string().regex(/^[0-9a-f]{64}$/, 'is no name of an icon') });

@Controller('api/v1')
export class PicturesController {
  readonly #icons: Icons;
  readonly #pictures: PagePictures;

  constructor(icons: Icons, pictures: PagePictures) {
    this.#icons = icons;
    this.#pictures = pictures;
  }

  /** Named by its bytes, it is the same for ever. */
  @Get('icons/:name')
  async icon(@Param() params: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { name } = parse(nameSchema, params);
    const icon = await this.#icons.read(name).catch((error: unknown) => {
      throw error instanceof FileIsGone ? new ProblemError('not-found', 'There is no such icon') : error;
    });
    return shown(icon, reply, 'private, max-age=31536000, immutable');
  }

  @Get('bookmarks/:id/picture')
  async picture(
    @Who() { userId }: Identity,
    @Param() params: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const picture = await this.#pictures.of(userId, parse(idSchema, params).id);
    return shown(picture, reply, 'private, max-age=86400');
  }
}

/** Strangers made it: it is a picture and nothing else, wherever it is opened. */
const shown = (picture: Uint8Array, reply: FastifyReply, caching: string): StreamableFile => {
  const type = pictureType(picture);
  if (type === undefined) throw new ProblemError('not-found', 'There is no picture');
  void reply.headers({
    'content-type': type,
    'content-length': picture.length,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': caching,
  });
  return new StreamableFile(picture);
};
