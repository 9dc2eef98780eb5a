import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Bookmark } from '@bookmark-manager/contract';
import { portOf } from '@bookmark-manager/serving';

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
  /** Takes requests as they come instead, before their bodies are there. */
  take: RequestListener | undefined;
  /** How it answers from now on. */
  answer: (asked: Asked, response: ServerResponse) => void | Promise<void>;
};

/** Stands in for the API at its boundary: HTTP. */
export const startFakeApi = async (): Promise<FakeApi> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    if (api.take) return api.take(request, response);
    const body = Buffer.concat(await request.toArray().catch(() => []));
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
    asked.push(one);
    await api.answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: FakeApi = {
    origin: `http://127.0.0.1:${portOf(server)}`,
    asked,
    take: undefined,
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

/** A bookmark, with what matters to a test. */
export const bookmark = (given: Partial<Bookmark>): Bookmark => ({
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  url: 'https://example.com/',
  title: 'Example',
  description: '',
  notes: '',
  tags: [],
  folders: [],
  unread: false,
  archived: false,
  shared: false,
  language: null,
  icon: null,
  picture: null,
  link: null,
  version: 1,
  addedAt: '2026-11-24T00:00:00.000Z',
  createdAt: '2026-11-24T00:00:00.000Z',
  modifiedAt: '2026-11-24T00:00:00.000Z',
  ...given,
});
