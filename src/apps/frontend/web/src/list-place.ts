import type { ListPlace } from './list-address.ts';
import { one, type Query } from './query.ts';

/** The place in a list that a page's address names. */
export const placeIn = (query: Query): Required<Omit<ListPlace, 'sort'>> & Pick<ListPlace, 'sort'> => {
  const sort = one(query, 'sort');
  return {
    q: one(query, 'q').slice(0, 1000).trim(),
    cursor: one(query, 'cursor').slice(0, 200),
    edit: one(query, 'edit').slice(0, 40),
    ...(sort === 'newest' || sort === 'relevance' ? { sort } : {}),
  };
};
