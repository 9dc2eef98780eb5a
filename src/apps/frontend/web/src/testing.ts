import { execFile } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { portOf } from '@bookmark-manager/serving';

const here = join(import.meta.dirname, '..');

/** The folder of the web's image, built when the sources are newer than it. */
export const builtImage = async (): Promise<string> => {
  const image = join(here, 'dist/image');
  const built = await modified(join(image, 'server.js'));
  const sources = ['app/**/*', 'src/**/*', 'scripts/*', '*.{ts,mjs,json}', '../../../libs/{contract,serving}/src/**/*'];
  for await (const file of glob(sources, { cwd: here })) {
    if ((await modified(join(here, file))) <= built || file.endsWith('.test.ts') || file === 'next-env.d.ts') continue;
    await promisify(execFile)(process.execPath, [join(here, 'scripts/build-image.ts')]);
    break;
  }
  return image;
};

const modified = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;

/** One request that the fake API got. */
export type Asked = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
};

export type FakeApi = AsyncDisposable & {
  readonly origin: string;
  readonly asked: Asked[];
  /** How it answers from now on. */
  answer: (asked: Asked, response: ServerResponse) => void | Promise<void>;
};

/** Stands in for the API at its boundary: HTTP. */
export const startFakeApi = async (): Promise<FakeApi> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray().catch(() => []));
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
    asked.push(one);
    await api.answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: FakeApi = {
    origin: `http://127.0.0.1:${portOf(server)}`,
    asked,
    answer: (_asked, response) => sendJson(response, 200, { items: [], nextCursor: null }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return api;
};

/** Answers with JSON. */
export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};
