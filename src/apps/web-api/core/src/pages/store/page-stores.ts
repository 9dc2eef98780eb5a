import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../../config.ts';
import { LazyDatabase } from '../../database.ts';
import { CONFIG } from '../../tokens.ts';
import type { PageStore } from './page-store.ts';

/** Where pages are kept here: in MongoDB when there is one, else in the database. Loaded when somebody first asks for a page. */
@Injectable()
export class PageStores implements OnApplicationShutdown {
  readonly #config: Config;
  readonly #database: LazyDatabase;
  #store: Promise<PageStore> | undefined;

  constructor(@Inject(CONFIG) config: Config, database: LazyDatabase) {
    this.#config = config;
    this.#database = database;
  }

  open(): Promise<PageStore> {
    this.#store ??= this.#open();
    return this.#store;
  }

  async onApplicationShutdown(): Promise<void> {
    const store = await this.#store?.catch(() => undefined);
    await store?.close();
  }

  async #open(): Promise<PageStore> {
    const { mongodbUri } = this.#config;
    if (mongodbUri !== null) return (await import('./mongo-page-store.ts')).mongoPageStore(mongodbUri);
    return (await import('./postgres-page-store.ts')).postgresPageStore(() => this.#database.client());
  }
}
