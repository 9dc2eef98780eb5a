import type { SavedPage } from '@bookmark-manager/contract';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { userId } from '../people/identity-store.ts';
import { PageRequestStore } from './page-request-store.ts';
import { PageStores } from './store/page-stores.ts';
import { Web } from './web.ts';

/** What a job needs to know to keep a page. */
export const savePageSchema = z.object({ userId: z.guid(), bookmarkId: z.guid() });

/** Of a page no more is read, unpacked: what the small box has room to take apart. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Keeps the readable text of pages. */
@Injectable()
export class SavePage {
  readonly #requests: PageRequestStore;
  readonly #stores: PageStores;
  readonly #web: Web;

  constructor(requests: PageRequestStore, stores: PageStores, web: Web) {
    this.#requests = requests;
    this.#stores = stores;
    this.#web = web;
  }

  /**
   * Fetches a page and keeps its text. What may be better later (a site that is away, a store that is) is thrown: the job is tried again.
   * What will not be is noted, for whoever asked.
   */
  async run({ userId: id, bookmarkId }: z.output<typeof savePageSchema>, signal: AbortSignal): Promise<void> {
    const who = userId(id);
    const [url, request] = [await this.#requests.urlOf(who, bookmarkId), await this.#requests.find(who, bookmarkId)];
    // deleted, or not wanted any more
    if (url === undefined || request?.state !== 'waiting') return;
    const read = await this.#read(url, signal);
    if (typeof read === 'string') return this.#requests.fail(who, bookmarkId, read);
    await (await this.#stores.open()).put(who, bookmarkId, read);
    await this.#requests.settle(who, bookmarkId);
  }

  /** @returns the page, or in words why it never will be one */
  async #read(url: string, signal: AbortSignal): Promise<SavedPage | string> {
    const { FetchFailure, pageText, pageTypes } = await import('@bookmark-manager/fetching');
    const { readable, UnreadableError } = await import('@bookmark-manager/fetching/readable');
    try {
      const client = await this.#web.client();
      await using answer = await client.get(url, { types: pageTypes, limits: { maxBytes: MAX_BYTES }, signal });
      if (answer.status >= 500 || answer.status === 429) throw new SiteAwayError();
      if (answer.status > 299) return `The page answers with status ${answer.status}`;
      const page = await readable(await pageText(answer), { program: readableProgram(), signal });
      if (page === null) return 'There is no text to read on this page';
      return { savedAt: new Date().toISOString(), url: answer.url, ...page, blocks: [...page.blocks] };
    } catch (error) {
      if (error instanceof UnreadableError) return error.message;
      if (error instanceof FetchFailure && (error.kind === 'refused' || error.kind === 'unsuitable'))
        return error.message;
      throw error;
    }
  }
}

/** The site has a bad hour. */
class SiteAwayError extends Error {
  override readonly name = 'SiteAwayError';
}

/** In the image it lies beside the program that runs. */
const readableProgram = (): URL =>
  new URL(
    import.meta.url.endsWith('.ts')
      ? import.meta.resolve('@bookmark-manager/fetching/readable-program')
      : './readable-program.js',
    import.meta.url,
  );
