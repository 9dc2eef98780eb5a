import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FetchFailure } from '../failure.ts';
import { html, listening, startSite, type TestSite } from '../testing.ts';
import { type Answer, type ClientOptions, createGuardedClient, type GetOptions } from './client.ts';
import { routesBeside } from './testing-routes.ts';

let site: TestSite;
let inner: TestSite;
/** Which addresses a name has, look-up by look-up; the last one stays. */
const names = new Map<string, string[][]>();
const lookups: string[] = [];
const resolve = async (host: string): Promise<readonly string[]> => {
  lookups.push(host);
  const answers = names.get(host) ?? [['127.0.0.1']];
  return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
};
const clientOf = (options: Partial<ClientOptions> = {}) =>
  createGuardedClient({ userAgent: 'tests/1', resolve, allow: site.allow, ...options });
const get = (path: string, options?: GetOptions, client = clientOf()) =>
  client.get(site.at('site.test', path), options);
const textOf = async (answer: Answer) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'an answer',
    (error: unknown) => (error instanceof FetchFailure ? error.code : String(error)),
  );
const read = async (path: string, options?: GetOptions, client?: ReturnType<typeof clientOf>) =>
  textOf(await get(path, options, client));

beforeAll(async () => {
  inner = await startSite({ '/secret': html('secret') });
  site = await startSite(routesBeside(inner));
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await inner[Symbol.asyncDispose]();
});
afterEach(() => {
  names.clear();
  lookups.length = 0;
  // whatever a test did: nobody who was not let through was ever asked
  expect(inner.seen).toEqual([]);
});

describe('a page', () => {
  it('is had with who we are and nothing else that tells of us', async () => {
    await using answer = await get('/echo');
    expect(answer).toMatchObject({ status: 200, hops: [], url: site.at('site.test', '/echo') });
    const headers = JSON.parse(await textOf(answer));
    expect(headers).toMatchObject({ host: `site.test:${site.port}`, 'user-agent': 'tests/1', connection: 'close' });
    expect(Object.keys(headers).sort()).toEqual(
      ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'user-agent'].sort(),
    );
    expect(JSON.parse(await read('/echo'))).not.toHaveProperty('cookie');
  });

  it('is had through no proxy of the environment', async () => {
    const before = { ...process.env };
    const proxy = inner.at('127.0.0.1', '');
    Object.assign(process.env, { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy });
    try {
      expect(await read('/page')).toBe('こんにちは');
    } finally {
      process.env = before;
    }
  });

  it('may be any answer, an error too', async () => {
    expect(await get('/none', { types: ['text/html'] })).toMatchObject({ status: 404, type: 'text/plain' });
  });

  it('may be asked for by its head alone', async () => {
    await using answer = await get('/page', { method: 'HEAD' });
    expect([answer.status, answer.type, await textOf(answer)]).toEqual([200, 'text/html', '']);
    expect(site.seen.at(-1)).toMatch(/^HEAD /);
  });

  it.each(['/gzip', '/br', '/deflate'])('is unpacked: %s', async (path) => {
    expect(await read(path)).toBe('hello');
  });
});

describe('a name', () => {
  it('is looked up once: what it leads to a moment later does not matter', async () => {
    names.set('site.test', [['127.0.0.1'], ['169.254.169.254']]);
    expect(await read('/page')).toBe('こんにちは');
    expect(lookups).toEqual(['site.test']);
  });

  it('that leads elsewhere the second time is refused on the redirect', async () => {
    names.set('site.test', [['127.0.0.1'], ['10.0.0.1']]);
    expect(await codeOf(get('/go/page'))).toBe('address');
    expect(lookups).toEqual(['site.test', 'site.test']);
  });

  it('that leads to a good and a bad address is refused', async () => {
    names.set('site.test', [['127.0.0.1', '127.0.0.2']]);
    expect(await codeOf(get('/page'))).toBe('address');
  });

  it('is tried at its next address when the first takes no connection', async () => {
    names.set('site.test', [['127.0.0.9', '127.0.0.1']]);
    const client = clientOf({ allow: (_address, port) => port === site.port });
    expect(await read('/page', {}, client)).toBe('こんにちは');
  });

  it.each([
    [[], 'unresolved'],
    [['127.0.0.9'], 'connect'],
  ])('that leads to %j is %s', async (answer, code) => {
    names.set('site.test', [answer]);
    expect(await codeOf(get('/page', {}, clientOf({ allow: () => true })))).toBe(code);
  });
});

describe('a redirect', () => {
  it('is followed, step by step, and told', async () => {
    await using answer = await get('/go/first');
    expect(answer.url).toBe(site.at('site.test', '/page'));
    expect(answer.hops).toEqual([
      { from: site.at('site.test', '/go/first'), status: 302, to: site.at('site.test', '/go/second') },
      { from: site.at('site.test', '/go/second'), status: 308, to: site.at('site.test', '/page') },
    ]);
  });

  it('may be written in UTF-8', async () => {
    expect(await read('/go/日本')).toBe('ページ');
  });

  it.each([
    ['/go/inside', 'address'],
    ['/go/inside-by-name', 'address'],
    ['/go/metadata', 'address'],
    ['/go/task', 'address'],
    ['/go/odd', 'address'],
    ['/go/file', 'scheme'],
    ['/go/user', 'credentials'],
    ['/go/port', 'address'],
    ['/go/nowhere', 'redirect'],
    ['/go/round', 'redirects'],
  ])('%s ends there: %s', async (path, code) => {
    expect(await codeOf(get(path))).toBe(code);
  });

  it('is followed no more often than told', async () => {
    expect(await codeOf(get('/go/first', { limits: { maxRedirects: 1 } }))).toBe('redirects');
    expect(await codeOf(get('/go/first', { limits: { maxRedirects: 2 } }))).toBe('an answer');
  });
});

describe('an answer is refused', () => {
  it.each([
    ['of another kind', '/image', { types: ['text/html'] }, 'type'],
    ['that is too large', '/big', { limits: { maxBytes: 2_000_000 } }, 'too-large'],
    ['that is too large when it is unpacked', '/bomb', { limits: { maxBytes: 2_000_000 } }, 'too-large'],
    ['that never ends', '/endless', {}, 'too-large'],
    ['that is cut', '/cut', {}, 'encoding'],
    ['that is not packed as it says', '/no-gzip', {}, 'encoding'],
    ['that is packed in no way', '/constructor', {}, 'encoding'],
    ['that is packed twice', '/twice', {}, 'encoding'],
    ['whose headers are too large', '/headers', {}, 'protocol'],
    ['whose headers never come', '/silent', { limits: { firstByteMs: 60 } }, 'timeout'],
    ['that never comes', '/silent', { limits: { totalMs: 60 } }, 'timeout'],
    ['that does not go on', '/slow', { limits: { totalMs: 400 } }, 'timeout'],
    ['that nobody waits for any more', '/slow', { signal: AbortSignal.timeout(400) }, 'aborted'],
    ['that nobody waited for', '/page', { signal: AbortSignal.abort() }, 'aborted'],
  ] satisfies [string, string, GetOptions, string][])('%s', async (_what, path, options, code) => {
    expect(await codeOf(read(path, options))).toBe(code);
  });

  it('when looking up its name takes too long', async () => {
    const client = clientOf({ resolve: () => new Promise(() => {}) });
    expect(await codeOf(get('/page', { limits: { connectMs: 60 } }, client))).toBe('timeout');
  });

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 'protocol'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab', 'protocol'],
    ['nothing', '', 'protocol'],
    ['another protocol', 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n', 'protocol'],
  ])('that is %s', async (_what, bytes, code) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(bytes));
    });
    const port = await listening(server);
    expect(await codeOf(clientOf({ allow: () => true }).get(`http://127.0.0.1:${port}/`))).toBe(code);
    server.close();
  });

  it('without a certificate that can be trusted', async () => {
    const address = site.at('site.test', '/page').replace('http:', 'https:');
    expect(await codeOf(clientOf().get(address))).toBe('tls');
  });
});

it('so many are asked at once, the others in their turn', async () => {
  const client = clientOf({ atOnce: 1 });
  const first = await get('/page', {}, client);
  const later = [read('/page', {}, client), read('/gzip', {}, client)];
  const gone = codeOf(get('/page', { signal: AbortSignal.timeout(20) }, client));
  expect(await gone).toBe('aborted');
  await first[Symbol.asyncDispose]();
  expect(await Promise.all(later)).toEqual(['こんにちは', 'hello']);
});
