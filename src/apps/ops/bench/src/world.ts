import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { paths } from '@bookmark-manager/contract';
import { startPostgres } from '@bookmark-manager/prisma/testing';
import pg from 'pg';
import { type Boxes, buildScripts, createBoxes } from './box.ts';
import { fill } from './fill.ts';

/** All that the API and the web need around them, with somebody's bookmarks in it. */
export type World = AsyncDisposable & {
  readonly boxes: Boxes;
  /** The images' folders. */
  readonly images: { readonly api: string; readonly web: string };
  /** The API's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What somebody's program, and what their browser, says who they are with. */
  readonly token: string;
  readonly cookie: string;
};

/** Builds the images, starts a PostgreSQL outside the boxes, migrates it and fills it with `count` bookmarks of one person. */
export const createWorld = async (folder: string, count: number, tell: (words: string) => void): Promise<World> => {
  await using stack = new AsyncDisposableStack();
  const images = { api: join(folder, 'api'), web: join(folder, 'web') };
  for (const app of ['api', 'web'] as const) {
    tell(`building the ${app}`);
    await promisify(execFile)(process.execPath, [buildScripts[app], images[app]]);
  }
  const postgres = stack.use(await startPostgres());
  const { adminUrl, applicationUrl } = await postgres.createDatabase();
  await promisify(execFile)(process.execPath, ['migrate.js'], {
    cwd: images.api,
    env: { DATABASE_ADMIN_URL: adminUrl, DATABASE_URL: applicationUrl },
  });
  const boxes = stack.use(await createBoxes(join(folder, 'processes')));
  const env = {
    DATABASE_URL: applicationUrl,
    DRAIN_SECONDS: '0',
    JWT_SECRET: randomBytes(48).toString('base64url'),
    // what is measured is the work of people, and no host of the bookmarks is there
    LINK_CHECKS: 'off',
  };
  const cookie = await signUp(boxes, images.api, env);
  tell(`making ${count} bookmarks`);
  const owner = new pg.Client({ connectionString: adminUrl });
  await owner.connect();
  const token = await fillFor(owner, count);
  await owner.end();
  const keep = stack.move();
  return { boxes, images, env, token, cookie, [Symbol.asyncDispose]: () => keep.disposeAsync() };
};

const email = 'bench@example.com';

/** Signs the one person up; their session's cookie. */
const signUp = async (boxes: Boxes, image: string, env: World['env']): Promise<string> => {
  await using api = await boxes.start('api', image, env);
  await api.said('database ready');
  const answer = await fetch(`${api.url}${paths.signUp}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: randomBytes(24).toString('base64url') }),
  });
  if (!answer.ok) throw new Error(`signing up answers ${answer.status}: ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

/** Gives the one person their bookmarks and a token. */
const fillFor = async (owner: pg.Client, count: number): Promise<string> => {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM users WHERE email = $1', [email]);
  const id = rows[0]?.id ?? '';
  await owner.query(`INSERT INTO api_tokens (user_id, name, scope, hash) VALUES ($1, 'bench', 'write', $2)`, [
    id,
    createHash('sha256').update(token).digest(),
  ]);
  await fill(owner, id, count);
  return token;
};
