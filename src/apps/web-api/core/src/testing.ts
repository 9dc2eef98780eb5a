import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Person, paths, personSchema } from '@bookmark-manager/contract';
import { startPostgres, type TestDatabase, type TestPostgres } from '@bookmark-manager/prisma/testing';
import { type Program, type Service, startProgram, startService } from '@bookmark-manager/serving/testing';

export type TestApi = AsyncDisposable & {
  readonly postgres: TestPostgres;
  /** The image's folder. */
  readonly folder: string;
  /** Runs migrate.js on a new database. */
  readonly migrated: () => Promise<{
    readonly lines: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly adminUrl: string;
    readonly cut: TestDatabase['cut'];
  }>;
  /** Starts main.js. */
  readonly start: (env: Readonly<Record<string, string>>) => Promise<Service>;
  readonly program: (file: string, env: Readonly<Record<string, string>>) => Program;
};

const testSecret = 'what only the tests sign with, as long as it has to be';

/** Somebody who is signed in. */
export type SignedIn = {
  readonly person: Person;
  readonly cookie: string;
  /** `fetch` of a path of the API, as them. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
};

/** `fetch` with a JSON body. */
export const sending = (method: string, body: unknown) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Signs somebody up; the first one in a database is its administrator. */
export const signUp = async (url: string, email = 'first@example.com', invitation?: string): Promise<SignedIn> => {
  const given = { email, password: passwordOf(email), ...(invitation === undefined ? {} : { invitation }) };
  const { headers, ...init } = sending('POST', given);
  const browser = { ...headers, 'user-agent': `the browser of ${email}` };
  return signedIn(url, await fetch(`${url}${paths.signUp}`, { ...init, headers: browser }));
};

/** What `signUp` signs somebody up with. */
export const passwordOf = (email: string): string => `the password of ${email}`;

/** Who the answer to signing up or in is for. */
export const signedIn = async (url: string, answer: Response): Promise<SignedIn> => {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const ask: SignedIn['ask'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    return fetch(`${url}${path}`, { ...init, headers });
  };
  return { person: personSchema.parse(await answer.json()), cookie, ask };
};

let image: Promise<string> | undefined;

/** The folder of the image, built once for all files that this process tests. */
const builtImage = (): Promise<string> => {
  image ??= buildImage();
  return image;
};

const buildImage = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'bookmarks-api-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, '../scripts/build-image.ts'), folder]);
  return folder;
};

/** The API's image, built as for a deployment, and a real PostgreSQL. */
export const createTestApi = async (): Promise<TestApi> => {
  const [postgres, folder] = await Promise.all([startPostgres(), builtImage()]);
  const program: TestApi['program'] = (file, env) => startProgram({ folder, file, env });
  return {
    postgres,
    folder,
    program,
    start: (env) => startService({ folder, file: 'main.js', env }),
    migrated: async () => {
      const { adminUrl, applicationUrl, cut } = await postgres.createDatabase();
      await using migration = program('migrate.js', { DATABASE_ADMIN_URL: adminUrl, DATABASE_URL: applicationUrl });
      if ((await migration.exit) !== 0) throw new Error(migration.lines.join('\n'));
      return {
        lines: migration.lines,
        adminUrl,
        cut,
        env: { DATABASE_URL: applicationUrl, DRAIN_SECONDS: '0', JWT_SECRET: testSecret, LINK_CHECKS: 'off' },
      };
    },
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  };
};
