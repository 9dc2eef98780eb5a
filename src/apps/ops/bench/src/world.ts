import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '@bookmark-manager/prisma/testing';
import pg from 'pg';
import { type Boxes, buildScript, createBoxes } from './box.ts';
import { fill } from './fill.ts';

/** All that the API needs around it, with somebody's bookmarks in it. */
export type World = AsyncDisposable & {
  readonly boxes: Boxes;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  readonly token: string;
};

/** Builds the image, starts a PostgreSQL outside the box, migrates it and fills it with `count` bookmarks of one person. */
export const createWorld = async (folder: string, count: number, tell: (words: string) => void): Promise<World> => {
  await using stack = new AsyncDisposableStack();
  const image = join(folder, 'image');
  tell('building the API');
  await promisify(execFile)(process.execPath, [buildScript, image]);
  const postgres = stack.use(await startPostgres());
  const { adminUrl, applicationUrl } = await postgres.createDatabase();
  await promisify(execFile)(process.execPath, ['migrate.js'], {
    cwd: image,
    env: { DATABASE_ADMIN_URL: adminUrl, DATABASE_URL: applicationUrl },
  });
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  tell(`making ${count} bookmarks`);
  const token = await person(owner, count);
  await owner.end();
  const boxes = stack.use(await createBoxes(join(folder, 'processes')));
  const keep = stack.move();
  return {
    boxes,
    image,
    token,
    env: {
      DATABASE_URL: applicationUrl,
      DRAIN_SECONDS: '0',
      JWT_SECRET: randomBytes(48).toString('base64url'),
      // what is measured is the work of people, and no host of the bookmarks is there
      LINK_CHECKS: 'off',
    },
    [Symbol.asyncDispose]: () => keep.disposeAsync(),
  };
};

/** Somebody with bookmarks, a token, and no password that anybody knows. */
const person = async (owner: pg.Client, count: number): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO users (email, name, password_hash, role) VALUES ('bench@example.com', 'Bench', '!', 'administrator') RETURNING id`,
  );
  const id = rows[0]?.id ?? '';
  await owner.query(`INSERT INTO api_tokens (user_id, name, scope, hash) VALUES ($1, 'bench', 'write', $2)`, [
    id,
    createHash('sha256').update(token).digest(),
  ]);
  await fill(owner, id, count);
  return token;
};
