import type { Database } from '@bookmark-manager/prisma';
import type { Log } from '@bookmark-manager/serving';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from './config.ts';
import { CONFIG, LOG } from './tokens.ts';

/** The database's client, loaded when it is first asked for: reading it takes longer than everything else that a start does. */
@Injectable()
export class LazyDatabase implements OnApplicationShutdown {
  readonly #config: Config;
  readonly #log: Log;
  #client: Promise<Database> | undefined;

  constructor(@Inject(CONFIG) config: Config, @Inject(LOG) log: Log) {
    this.#config = config;
    this.#log = log;
  }

  /** The client; it connects by itself, also after the database was away. */
  client(): Promise<Database> {
    this.#client ??= this.#load();
    return this.#client;
  }

  /** Loads the client and opens a connection; a database that is away is logged, not thrown. */
  async warm(): Promise<void> {
    const began = performance.now();
    try {
      const client = await this.client();
      await client.bookmark.findFirst({ select: { id: true } });
      this.#log.info('database ready', { ms: Math.round(performance.now() - began) });
    } catch (error) {
      this.#log.warn('database away', errorFields(error));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.#client)?.$disconnect();
  }

  async #load(): Promise<Database> {
    const { createDatabase } = await import('@bookmark-manager/prisma');
    return createDatabase({
      url: this.#config.databaseUrl,
      onIdleError: (error) => this.#log.warn('database connection lost', errorFields(error)),
    });
  }
}

/** Without the message, which may name hosts and users. */
const errorFields = (error: unknown) => ({
  error: error instanceof Error ? error.name : typeof error,
  code: error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined,
});
