import type { SavedPage } from '@bookmark-manager/contract';
import { ProblemError } from '../../http/problem-error.ts';
import type { UserId } from '../../people/identity.ts';

/** A page that is kept, and whose it is. */
export type Kept = { readonly bookmarkId: string; readonly userId: string };

/**
 * Where saved pages are kept: in PostgreSQL or in MongoDB, and nobody sees which. One contract test holds for both.
 * Everything throws PagesAwayError while it cannot be reached.
 */
export type PageStore = {
  /** Keeps a page, instead of what is kept of that bookmark. */
  readonly put: (who: UserId, bookmarkId: string, page: SavedPage) => Promise<void>;
  /** Undefined when nothing is kept of it, or it is somebody else's. */
  readonly get: (who: UserId, bookmarkId: string) => Promise<SavedPage | undefined>;
  /** @returns whether something was kept of it */
  readonly remove: (who: UserId, bookmarkId: string) => Promise<boolean>;
  /** For whoever tidies up: what is kept, in the order of the bookmarks' ids, after one of them. */
  readonly list: (after: string | null, count: number) => Promise<readonly Kept[]>;
  readonly close: () => Promise<void>;
};

/** What keeps the pages cannot be reached; everything else works. */
export class PagesAwayError extends ProblemError {
  constructor() {
    super('pages-away', 'Saved pages cannot be read just now; a page that was to be kept will be');
    this.name = 'PagesAwayError';
  }
}
