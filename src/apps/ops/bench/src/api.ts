import type { Box } from './box.ts';
import { type Client, createClient } from './client.ts';
import { measureImport } from './import.ts';
import { best, timesOf } from './percentiles.ts';
import { figureRow, missingRow, type Row, requestRow } from './report.ts';
import { measure, type Scenario, scenarios } from './scenarios.ts';
import type { World } from './world.ts';

/** What a person asked of the bench. */
export type Options = {
  readonly rows: number;
  readonly requests: number;
  readonly runs: number;
  readonly only: string;
};

/** The API in its box, against its bars. */
export const measureApi = async (
  world: World,
  options: Options,
  tell: (words: string) => void,
): Promise<readonly Row[]> => {
  await using box = await world.boxes.start('api', world.images.api, world.env);
  const client = createClient(box.url, { authorization: `Bearer ${world.token}` });
  const rows: Row[] = [figureRow('API: start to listening', box.startMs, 2000, 'ms')];
  const [first, second] = [await client.ask('/api/v1/bookmarks'), await client.ask('/api/v1/bookmarks')];
  rows.push(figureRow('first request, right after it listens', first.ms, 1000, 'ms'));
  rows.push(figureRow('second request', second.ms, 1000, 'ms'));
  await box.said('database ready');
  const deep = options.rows > 50_000 ? await cursorAt(50_000, client, tell) : null;
  let turn = 0;
  for (const scenario of scenarios(deep, options.rows < 100_000).filter(({ name }) => name.includes(options.only))) {
    tell(scenario.name);
    const run = (began: () => void) => measure(client, scenario, options.requests, () => ++turn, began);
    rows.push(await rowOf(scenario, box, options.runs, run));
  }
  tell('import');
  const imported = await measureImport(client, box, 2_000_000, 10_000);
  if ('why' in imported) rows.push(missingRow('import of 10,000', imported.why));
  else {
    rows.push(figureRow('import of 10,000', imported.seconds, 20, 's'));
    rows.push(figureRow('  computes', imported.computedSeconds, null, 's'));
    rows.push(figureRow('  memory above what it was before', imported.mostMib - imported.beforeMib, null, 'MiB'));
  }
  rows.push(figureRow('resident after it all', await box.memoryMib(), 200, 'MiB'));
  return rows;
};

/** Runs a scenario `runs` times in a box; the run that was disturbed least counts. */
export const rowOf = async (
  scenario: Pick<Scenario, 'name' | 'barMs'>,
  box: Box,
  count: number,
  run: (began: () => void) => Promise<readonly number[] | string>,
): Promise<Row> => {
  const runs = [];
  for (let at = 0; at < count; at += 1) {
    let before = 0;
    const times = await run(() => {
      before = box.computedMs();
    });
    if (typeof times === 'string') return missingRow(scenario.name, times);
    runs.push(timesOf(times, box.computedMs() - before));
  }
  return requestRow(scenario.name, scenario.barMs, best(runs));
};

/** Walks there, as a reader would. */
const cursorAt = async (row: number, client: Client, tell: (words: string) => void): Promise<string | null> => {
  tell(`walking to row ${row}`);
  let cursor: string | null = null;
  for (let at = 0; at < row; at += 100) {
    cursor = (await client.page({ limit: '100', ...(cursor === null ? {} : { cursor }) })).nextCursor;
    if (cursor === null) break;
  }
  return cursor;
};
