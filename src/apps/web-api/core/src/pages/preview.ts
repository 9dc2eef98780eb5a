import type { Preview } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem-error.ts';
import { Web } from './web.ts';

/** Somebody waits for it with a form before them. */
const limits = { totalMs: 8_000 };

/** What pages say of themselves before they are bookmarks. */
@Injectable()
export class Previews {
  readonly #web: Web;

  constructor(web: Web) {
    this.#web = web;
  }

  /** @throws ProblemError in words for whoever asks when there is no page to be had */
  async of(url: string): Promise<Preview> {
    const { FetchFailure, pageTypes, readMetadata } = await import('@bookmark-manager/fetching');
    try {
      const client = await this.#web.client();
      await using answer = await client.get(url, { types: pageTypes, limits });
      if (answer.status > 299)
        throw new ProblemError('page-not-fetched', `The page answers with status ${answer.status}`);
      const { icons, ...said } = await readMetadata(answer);
      return { url: answer.url, ...said, icon: icons[0] ?? null };
    } catch (error) {
      if (error instanceof FetchFailure) throw new ProblemError('page-not-fetched', error.message);
      throw error;
    }
  }
}
