import { FeedsController } from './feeds/feeds.controller.ts';
import { Reindexer } from './reindexer.ts';
import { SavedSearchStore } from './saved/saved-search-store.ts';
import { SavedSearchesController } from './saved/saved-searches.controller.ts';
import { SearchController } from './search.controller.ts';
import { SearchStore } from './search-store.ts';
import { SuggestController } from './suggest/suggest.controller.ts';

/** The routes of lists and searches. */
export const searchControllers = [SearchController, SavedSearchesController, FeedsController, SuggestController];

/** What they are made of. */
export const searchProviders = [SearchStore, SavedSearchStore, Reindexer];
