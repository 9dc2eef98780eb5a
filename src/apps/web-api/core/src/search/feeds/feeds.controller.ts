import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../../http/problem-error.ts';
import { Public } from '../../people/identity.ts';
import { SavedSearchStore } from '../saved/saved-search-store.ts';
import { SearchStore } from '../search-store.ts';
import { type Format, formats } from './feed.ts';

/** What a saved search finds, for whoever knows the secret in the address: a feed reader does not sign in. */
@Controller('api/feeds')
@Public()
export class FeedsController {
  readonly #saved: SavedSearchStore;
  readonly #search: SearchStore;

  constructor(saved: SavedSearchStore, search: SearchStore) {
    this.#saved = saved;
    this.#search = search;
  }

  @Get(':file')
  async read(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const [, secret = '', format] = /^([\w-]+)\.(rss|atom)$/.exec(file) ?? [];
    const search = format === undefined ? null : await this.#saved.byFeed(secret);
    if (search === null) throw new ProblemError('not-found', 'There is no such feed');
    const { items } = await this.#search.list(search.who, { q: search.q, sort: 'newest', limit: 50 });
    const home = originOf(request);
    const { mediaType, write } = formats[format as Format];
    const written = write({ name: search.name, self: `${home}${request.url}`, home: `${home}/`, id: search.id, items });
    const tag = `"${createHash('sha256').update(written).digest('base64url')}"`;
    void reply.header('content-type', mediaType).header('etag', tag).header('cache-control', 'private, max-age=300');
    // the address is a secret: it must not be sent to the pages that the feed leads to
    void reply.header('referrer-policy', 'no-referrer').header('x-robots-tag', 'noindex');
    if (request.headers['if-none-match'] !== tag) return written;
    void reply.status(304);
    return '';
  }
}

/** How the reader came here: the load balancer says whether by HTTPS. */
const originOf = ({ headers }: FastifyRequest): string =>
  `${headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${headers.host ?? 'localhost'}`;
