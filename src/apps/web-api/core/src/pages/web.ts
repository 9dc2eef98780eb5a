import type { GuardedClient } from '@bookmark-manager/fetching';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config.ts';
import { CONFIG } from '../tokens.ts';

/** What sites are told of who visits them; robots.txt is read for the name before the slash. */
export const visitorName = 'bookmark-manager';
const userAgent = `${visitorName}/1.0 (link check and page titles; follows robots.txt)`;

/** The guarded way out, loaded when somebody first asks for a page. */
@Injectable()
export class Web {
  readonly #config: Config;
  #client: Promise<GuardedClient> | undefined;

  constructor(@Inject(CONFIG) config: Config) {
    this.#config = config;
  }

  client(): Promise<GuardedClient> {
    this.#client ??= this.#load();
    return this.#client;
  }

  async #load(): Promise<GuardedClient> {
    const { createGuardedClient } = await import('@bookmark-manager/fetching');
    return createGuardedClient({ userAgent, allow: this.#config.fetchAllow, atOnce: 6 });
  }
}
