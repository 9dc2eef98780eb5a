import { type Suggestions, suggestQuerySchema } from '@bookmark-manager/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { LazyDatabase } from '../../database.ts';
import { parse } from '../../http/parse.ts';
import { type Identity, type UserId, Who } from '../../people/identity.ts';
import { type CountedTag, suggest } from './suggest.ts';

/** More tags than these are not looked through while somebody types. */
const most = 5000;

@Controller('api/v1/suggest')
export class SuggestController {
  readonly #database: LazyDatabase;

  constructor(database: LazyDatabase) {
    this.#database = database;
  }

  @Get()
  async suggest(@Who() who: Identity, @Query() query: unknown): Promise<Suggestions> {
    const { q, limit } = parse(suggestQuerySchema, query);
    return { items: suggest(q, await this.#tags(who.userId), limit) };
  }

  async #tags(who: UserId): Promise<readonly CountedTag[]> {
    const database = await this.#database.client();
    return database.tag.findMany({
      where: { userId: who, count: { gt: 0 } },
      select: { name: true, count: true },
      orderBy: [{ count: 'desc' }, { name: 'asc' }],
      take: most,
    });
  }
}
