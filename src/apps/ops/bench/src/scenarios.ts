import { paths } from '@bookmark-manager/contract';
import type { Client } from './client.ts';
import { makeBookmark, tagNames } from './data.ts';
import { planted } from './words.ts';

/** One row of the report: what is asked, and what the middle answer may take, in milliseconds. */
export type Scenario = {
  readonly name: string;
  readonly barMs: number;
  readonly path: string;
  readonly init?: (turn: number) => RequestInit;
  /** How many hits the first page must have, so that an empty answer is not taken for a quick one. */
  readonly least: number;
};

const list = (query: Readonly<Record<string, string>>): string => `${paths.bookmarks}?${new URLSearchParams(query)}`;

const search = (what: string, q: string, least = 50): Scenario => ({
  name: `search: ${what}`,
  barMs: 100,
  path: list({ q }),
  least,
});

/** All rows, in order; `deep` is the cursor at row 50,000, null where the list is shorter. */
export const scenarios = (deep: string | null, isSmall: boolean): readonly Scenario[] => {
  const least = (full: number) => (isSmall ? 0 : full);
  return [
    { name: 'list', barMs: 60, path: list({}), least: 50 },
    ...(deep === null ? [] : [{ name: 'page at row 50,000', barMs: 80, path: list({ cursor: deep }), least: 50 }]),
    search('a common word', planted.common),
    {
      ...search('', ''),
      name: 'search: a common word, newest first',
      path: list({ q: planted.common, sort: 'newest' }),
    },
    search('a word of every address', planted.everywhere),
    search('a rare word', planted.rare, least(1)),
    search('two words apart', planted.apart.join(' '), least(50)),
    search('two characters', planted.japanese, least(50)),
    search('a longer Japanese word', planted.longJapanese, least(50)),
    search('a tag and a word', `#"${tagNames[0]}" ${planted.japanese}`, 0),
    search('a word and not another', `${planted.common} -${planted.apart[0]}`),
    search('a phrase', '"open source"', least(50)),
    search('no such word', 'zzyzx', 0),
    {
      name: 'add',
      barMs: 60,
      path: paths.bookmarks,
      least: 0,
      init: (turn) => {
        const { addedAt: _, ...made } = makeBookmark(1_000_000 + turn);
        return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(made) };
      },
    },
    { name: 'tags', barMs: 60, path: '/api/v1/tags', least: 0 },
  ];
};

/** The milliseconds of each of `count` requests, after ten that do not count, or why there are none. */
export const measure = async (
  client: Client,
  scenario: Scenario,
  count: number,
  turn: () => number,
  began: () => void,
): Promise<readonly number[] | string> => {
  const times: number[] = [];
  for (let at = -10; at < count; at += 1) {
    if (at === 0) began();
    const { status, text, ms } = await client.ask(scenario.path, scenario.init?.(turn()));
    if (status === 404) return 'there is no such route';
    if (status >= 300) return `it answers ${status}: ${text.slice(0, 200)}`;
    const hits = at === -10 && scenario.least > 0 ? (JSON.parse(text) as { items: unknown[] }).items.length : undefined;
    if (hits !== undefined && hits < scenario.least) return `it finds ${hits}, not ${scenario.least}`;
    if (at >= 0) times.push(ms);
  }
  return times;
};
