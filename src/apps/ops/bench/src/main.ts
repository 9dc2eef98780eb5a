import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Box } from './box.ts';
import { createClient } from './client.ts';
import { measureImport } from './import.ts';
import { best, timesOf } from './percentiles.ts';
import { figureRow, missingRow, type Row, requestRow, table } from './report.ts';
import { measure, type Scenario, scenarios } from './scenarios.ts';
import { createWorld, type World } from './world.ts';

// `npm run bench`: the API in the box that it has on AWS, against what docs/proof.md promises of it.
//   --rows 100000      bookmarks           --requests 200   of each kind
//   --runs 1           the best of several runs counts, on a machine that has other things to do
//   --only <word>      only the rows whose name holds it
const whole = z.coerce.number().int().min(1);
const options = z.object({ rows: whole, requests: whole, runs: whole, only: z.string() }).parse(
  parseArgs({
    options: {
      rows: { type: 'string', default: '100000' },
      requests: { type: 'string', default: '200' },
      runs: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
    },
  }).values,
);

const tell = (words: string): void => void process.stderr.write(`… ${words}\n`);

const report = async (world: World): Promise<readonly Row[]> => {
  await using box = await world.boxes.start(world.image, world.env);
  const client = createClient(box.url, world.token);
  const rows: Row[] = [figureRow('start to listening', box.startMs, 2000, 'ms')];
  const [first, second] = [await client.ask('/api/v1/bookmarks'), await client.ask('/api/v1/bookmarks')];
  rows.push(figureRow('first request, right after it listens', first.ms, 1000, 'ms'));
  rows.push(figureRow('second request', second.ms, 1000, 'ms'));
  await box.said('database ready');
  const deep = options.rows > 50_000 ? await cursorAt(50_000, client.page) : null;
  let turn = 0;
  for (const scenario of scenarios(deep, options.rows < 100_000).filter(({ name }) => name.includes(options.only))) {
    tell(scenario.name);
    rows.push(await rowOf(scenario, box, (began) => measure(client, scenario, options.requests, () => ++turn, began)));
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

const rowOf = async (
  scenario: Scenario,
  box: Box,
  run: (began: () => void) => Promise<readonly number[] | string>,
): Promise<Row> => {
  const runs = [];
  for (let at = 0; at < options.runs; at += 1) {
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
const cursorAt = async (row: number, page: ReturnType<typeof createClient>['page']): Promise<string | null> => {
  tell(`walking to row ${row}`);
  let cursor: string | null = null;
  for (let at = 0; at < row; at += 100) {
    cursor = (await page({ limit: '100', ...(cursor === null ? {} : { cursor }) })).nextCursor;
    if (cursor === null) break;
  }
  return cursor;
};

const folder = await mkdtemp(join(tmpdir(), 'bookmarks-bench-'));
try {
  await using world = await createWorld(folder, options.rows, tell);
  const rows = await report(world);
  process.stdout.write(
    `${options.rows} bookmarks; ${options.requests} requests of one client, best of ${options.runs}\n`,
  );
  process.stdout.write(`box: ${world.boxes.kind}\nload of the machine at the end: ${loadavg()[0]?.toFixed(1)}\n\n`);
  process.stdout.write(`${table(rows)}\n`);
  process.exitCode = rows.some(({ holds }) => holds === false) ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
