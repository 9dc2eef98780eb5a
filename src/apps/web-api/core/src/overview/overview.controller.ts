import { overviewQuerySchema } from '@bookmark-manager/contract';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { FolderStore } from '../folders/folder-store.ts';
import { parse } from '../http/parse.ts';
import { type Identity, Who } from '../people/identity.ts';
import { SavedSearchStore } from '../search/saved/saved-search-store.ts';
import { TagStore } from '../tags/tag-store.ts';

/** What stands beside a list of bookmarks: one question of every page, where it was three. */
@Controller('api/v1/overview')
export class OverviewController {
  readonly #folders: FolderStore;
  readonly #tags: TagStore;
  readonly #searches: SavedSearchStore;

  constructor(folders: FolderStore, tags: TagStore, searches: SavedSearchStore) {
    this.#folders = folders;
    this.#tags = tags;
    this.#searches = searches;
  }

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  async read(@Who() { userId }: Identity, @Query() query: unknown): Promise<string> {
    const { top } = parse(overviewQuerySchema, query);
    const [folders, tags, searches] = await Promise.all([
      this.#folders.list(userId),
      this.#tags.listJson(userId, { unused: false, top }),
      this.#searches.list(userId),
    ]);
    return `{"folders":${JSON.stringify(folders)},"tags":${tags},"searches":${JSON.stringify({ items: searches })}}`;
  }
}
