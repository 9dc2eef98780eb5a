import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { madeApiTokenSchema, paths } from '@bookmark-manager/contract';
import type { Service } from '@bookmark-manager/serving/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApi, type SignedIn, sending, signUp, type TestApi } from './testing.ts';

const root = resolve(import.meta.dirname, '../../../../..');
const minutes = 60_000;

let testApi: TestApi;
let api: Service;
let me: SignedIn;
beforeAll(async () => {
  testApi = await createTestApi();
  api = await testApi.start((await testApi.migrated()).env);
  me = await signUp(api.url);
  // something for lists and ids to be about
  for (const name of ['one', 'two', 'three'])
    await me.ask(
      paths.bookmarks,
      sending('POST', { url: `https://fuzz.test/${name}`, title: name, tags: [name, 'all'], folders: [['F', name]] }),
    );
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await testApi[Symbol.asyncDispose]();
});

/** What must hold of every answer, however wrong the request: no failure of ours, and nothing that the document does not say. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
];

it('whatever is sent to any operation of the document, the answer is one that it describes', {
  timeout: 14 * minutes,
}, async () => {
  const made = await me.ask(paths.tokens, sending('POST', { name: 'fuzz', scope: 'write' }));
  const { token } = madeApiTokenSchema.parse(await made.json());
  expect(await fuzz(`Authorization: Bearer ${token}`, [])).toEqual({ code: 0, failures: '' });
});

it('so do the operations that are not for tokens', { timeout: 14 * minutes }, async () => {
  // who ends their own session is nobody for the rest of the run
  const only = ['--include-path-regex', '^/api/v1/(me|people|invitations)', '--exclude-operation-id', 'signOut'];
  expect(await fuzz(`Cookie: ${me.cookie}`, only)).toEqual({ code: 0, failures: '' });
});

const fuzz = async (credentials: string, which: readonly string[]): Promise<{ code: number; failures: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  try {
    const args = ['run', `${api.url}${paths.openApi}`, '--header', credentials, '--checks', checks.join(), ...which];
    const pace = ['--phases', 'examples,coverage,fuzzing', '--max-examples', '25', '--max-time', '600', '--seed', '1'];
    const quiet = [
      '--no-color',
      '--warnings',
      'off',
      '--suppress-health-check',
      'all',
      '--generation-database',
      'none',
    ];
    const { code, output } = await run(schemathesis(), [...args, ...pace, ...quiet, '--request-timeout', '60'], folder);
    return { code, failures: code === 0 ? '' : output.slice(-20_000) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const run = (command: string, args: readonly string[], cwd: string): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    execFile(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` }),
    );
  });

/** What the set-up of the long tests installed, else one on PATH. */
const schemathesis = (): string => {
  const file = join(root, 'node_modules/.cache/bookmark-manager/tools.json');
  const { schemathesis: python = '' } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return python === '' ? 'schemathesis' : join(dirname(python), 'schemathesis');
};
