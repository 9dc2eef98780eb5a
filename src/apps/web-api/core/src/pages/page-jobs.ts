import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { Jobs, standingKey } from '../jobs/jobs.ts';
import type { UserId } from '../people/identity.ts';
import { CONFIG } from '../tokens.ts';
import { SavePage, savePageSchema } from './save-page.ts';
import { TidyPages } from './tidy-pages.ts';
import { Visits } from './visits.ts';

const [SAVE, VISIT, TIDY] = ['save-page', 'visit-links', 'tidy-pages'];

/** How far batches of visits lie apart: so long no site is asked twice. */
const BATCH_MS = 20_000;
const IDLE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What is done with pages while nobody waits for it. */
@Injectable()
export class PageJobs {
  readonly #jobs: Jobs;

  constructor(jobs: Jobs, save: SavePage, visits: Visits, tidy: TidyPages, @Inject(CONFIG) { linkChecks }: Config) {
    this.#jobs = jobs;
    jobs.register(SAVE, savePageSchema, (data, signal) => save.run(data, signal));
    const nothing = z.object({});
    const standing = { standing: {} };
    jobs.register(
      VISIT,
      nothing,
      async (_, signal) => {
        if (!linkChecks) return;
        const isMore = await visits.batch(new Date(), signal);
        await this.#again(VISIT, isMore ? BATCH_MS : IDLE_MS);
      },
      standing,
    );
    jobs.register(
      TIDY,
      nothing,
      async (_, signal) => {
        await tidy.run(signal);
        await this.#again(TIDY, DAY_MS);
      },
      standing,
    );
  }

  /** Has a page kept; once this returns the wish is not lost. */
  save(who: UserId, bookmarkId: string): Promise<void> {
    return this.#jobs.add(SAVE, { userId: who, bookmarkId }, { key: bookmarkId });
  }

  #again(name: string, ms: number): Promise<void> {
    return this.#jobs.add(name, {}, { key: standingKey, runAt: new Date(Date.now() + ms) });
  }
}
