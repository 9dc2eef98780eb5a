import { type Options, rowOf } from './api.ts';
import type { Box } from './box.ts';
import { type Client, createClient } from './client.ts';
import { atLeastRow, figureRow, type Row } from './report.ts';
import { planted } from './words.ts';
import type { World } from './world.ts';

/** Pages that a reader asks for, and how many milliseconds the middle one may take to its last byte. */
const pages = [
  { name: 'list page', barMs: 150, path: '/', holds: 'data-item' },
  { name: 'page of a search', barMs: 150, path: `/?q=${planted.common}`, holds: 'data-item' },
] as const;

const sustainedSeconds = 20;
const readers = 4;

/** The web in its box, the API in another, against the web's bars. */
export const measureWeb = async (
  world: World,
  options: Options,
  tell: (words: string) => void,
): Promise<readonly Row[]> => {
  await using api = await world.boxes.start('api', world.images.api, world.env);
  await api.said('database ready');
  await using box = await world.boxes.start('web', world.images.web, { API_ORIGIN: api.url, DRAIN_SECONDS: '0' });
  const client = createClient(box.url, { cookie: world.cookie, 'accept-encoding': 'gzip' });
  const rows: Row[] = [figureRow('web: start to listening', box.startMs, 3000, 'ms')];
  rows.push(figureRow('first page, right after it listens', (await client.ask('/')).ms, 1000, 'ms'));
  for (const page of pages.filter(({ name }) => name.includes(options.only))) {
    tell(page.name);
    rows.push(await rowOf(page, box, options.runs, (began) => timed(client, page, options.requests, began)));
  }
  tell(`list pages for ${sustainedSeconds} s`);
  const [webMs, apiMs] = [box.computedMs(), api.computedMs()];
  const count = await sustained(client);
  rows.push(atLeastRow('list pages, four readers', count / sustainedSeconds, 12, 'a second'));
  const each = (by: Box, before: number) => (by.computedMs() - before) / count;
  rows.push(figureRow('  the web computes for one', each(box, webMs), null, 'ms'));
  rows.push(figureRow('  the API computes for one', each(api, apiMs), null, 'ms'));
  rows.push(figureRow('web: resident after it all', await box.memoryMib(), 200, 'MiB'));
  return rows;
};

/** The milliseconds of each of `count` pages, after ten that do not count, or why there are none. */
const timed = async (client: Client, page: (typeof pages)[number], count: number, began: () => void) => {
  const times: number[] = [];
  for (let at = -10; at < count; at += 1) {
    if (at === 0) began();
    const { status, text, ms } = await client.ask(page.path);
    if (status !== 200) return `it answers ${status}`;
    if (!text.includes(page.holds)) return 'it lists no bookmark';
    if (at >= 0) times.push(ms);
  }
  return times;
};

/** How many list pages some readers get, each asking for the next when one is there. */
const sustained = async (client: Client): Promise<number> => {
  let count = 0;
  const end = performance.now() + sustainedSeconds * 1000;
  const reader = async () => {
    while (performance.now() < end) {
      const { status } = await client.ask('/');
      if (status !== 200) throw new Error(`the list page answers ${status}`);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return count;
};
