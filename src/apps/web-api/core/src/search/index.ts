import { SearchController } from './search.controller.ts';
import { SearchStore } from './search-store.ts';

/** What Nest is told of lists and searches. */
export const searchControllers = [SearchController];
export const searchProviders = [SearchStore];
