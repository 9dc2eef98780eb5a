import { changeSearch, deleteSearch, endFeed, makeFeed, saveSearch } from '../api/searches.ts';
import { keeping, seeOther, withProblem } from '../http/answers.ts';
import { publicOrigin } from '../http/public-origin.ts';
import { carrying } from '../http/shown-once.ts';
import { afterwards, type Deed } from './deed.ts';

const page = '/searches';
const problems = {
  'unreadable-query': 'unreadable-search',
  conflict: 'search-taken',
  'not-found': 'gone-already',
} as const;

const save: Deed = {
  page,
  act: async ({ text }, caller) => {
    const typed = { name: text('name'), q: text('q') };
    if (typed.name === '') return withProblem(page, 'no-name', typed);
    return afterwards(await saveSearch(typed, caller), { page, done: 'search-saved', problems, typed });
  },
};

const change: Deed = {
  page,
  act: async ({ text }, caller) => {
    const typed = { name: text('name'), q: text('q') };
    if (typed.name === '') return withProblem(page, 'no-name');
    return afterwards(await changeSearch(text('id'), typed, caller), { page, done: 'saved', problems });
  },
};

const remove: Deed = {
  page,
  act: async ({ text }, caller) =>
    afterwards(await deleteSearch(text('id'), caller), { page, done: 'search-deleted', problems }),
};

const feed: Deed = {
  page,
  act: async ({ text }, caller, headers) =>
    afterwards(await makeFeed(text('id'), caller), {
      page,
      done: ({ rss, atom }) => {
        const values = [rss, atom].map((path) => new URL(path, publicOrigin(headers)).href);
        return keeping([carrying(page, { what: text('name').slice(0, 200), values }, headers)], seeOther(page));
      },
      problems,
    }),
};

const unfeed: Deed = {
  page,
  act: async ({ text }, caller) =>
    afterwards(await endFeed(text('id'), caller), { page, done: 'feed-ended', problems }),
};

/** What is done about saved searches and their feeds. */
export const searches = { save, change, remove, feed, unfeed };
