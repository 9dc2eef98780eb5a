import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measureApi } from './api.ts';
import { table } from './report.ts';
import { measureWeb } from './web.ts';
import { createWorld } from './world.ts';

// `npm run bench`: the API and the web in the boxes that they have on AWS, against what docs/proof.md promises of them.
//   --rows 100000      bookmarks           --requests 200   of each kind
//   --runs 1           the best of several runs counts, on a machine that has other things to do
//   --only <word>      only the requests whose name holds it
//   --app api|web      only the one
const whole = z.coerce.number().int().min(1);
const options = z
  .object({ rows: whole, requests: whole, runs: whole, only: z.string(), app: z.enum(['api', 'web', 'both']) })
  .parse(
    parseArgs({
      options: {
        rows: { type: 'string', default: '100000' },
        requests: { type: 'string', default: '200' },
        runs: { type: 'string', default: '1' },
        only: { type: 'string', default: '' },
        app: { type: 'string', default: 'both' },
      },
    }).values,
  );

const tell = (words: string): void => void process.stderr.write(`… ${words}\n`);

const folder = await mkdtemp(join(tmpdir(), 'bookmarks-bench-'));
try {
  await using world = await createWorld(folder, options.rows, tell);
  const rows = [
    ...(options.app === 'web' ? [] : await measureApi(world, options, tell)),
    ...(options.app === 'api' ? [] : await measureWeb(world, options, tell)),
  ];
  process.stdout.write(
    `${options.rows} bookmarks; ${options.requests} requests of one client, best of ${options.runs}\n`,
  );
  process.stdout.write(`box: ${world.boxes.kind}\nload of the machine at the end: ${loadavg()[0]?.toFixed(1)}\n\n`);
  process.stdout.write(`${table(rows)}\n`);
  process.exitCode = rows.some(({ holds }) => holds === false) ? 1 : 0;
} finally {
  await rm(folder, { recursive: true, force: true });
}
