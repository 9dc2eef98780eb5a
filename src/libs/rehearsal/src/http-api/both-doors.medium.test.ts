import type { RequestListener } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Asking, Told } from './testing.ts';
import { BOTH_DOORS, DOOR_NAMES, type DoorName } from './testing-doors.ts';

const LONG_LINE = 'c'.repeat(8_000);
const ZIPPED = gzipSync('zipped');

/** Answers by the path what the cases below ask for, and says otherwise what it was asked. */
const application: RequestListener = (request, response) => {
  const { method, url, headers } = request;
  if (url === '/cookies') response.setHeader('set-cookie', ['a=1; HttpOnly', 'b=2; HttpOnly']).end();
  else if (url === '/nothing') response.writeHead(204).end();
  else if (url === '/zipped') response.setHeader('content-encoding', 'gzip').end(ZIPPED);
  else if (url === '/long') response.setHeader('x-long', LONG_LINE).end();
  else if (method === 'HEAD') response.writeHead(200, { 'content-length': 12 }).end();
  else response.end(`${method} ${url} ${headers.cookie?.length ?? 0}`);
};

type Case = [string, [string, Asking?], (told: Told) => unknown, unknown, Partial<Record<DoorName, unknown>>?];
const textOf = ({ text }: Told) => text;
const CASES: Case[] = [
  ['two cookies', ['/cookies'], ({ headers }) => headers['set-cookie'], ['a=1; HttpOnly', 'b=2; HttpOnly']],
  ['a path with a space', ['/a%20b'], textOf, 'GET /a%20b 0'],
  ['a Japanese path', ['/%E6%B8%A9'], textOf, 'GET /%E6%B8%A9 0'],
  // What is a slash after decoding: no path of ours may need it.
  ['a slash in disguise', ['/a%2Fb'], textOf, 'GET /a%2Fb 0', { 'http-api': 'GET /a/b 0' }],
  ['a query with a name twice', ['/?q=a&q=b'], textOf, 'GET /?q=a&q=b 0'],
  ['a query with encoded characters', ['/?q=%2F%20%E6%B8%A9+x'], textOf, 'GET /?q=%2F%20%E6%B8%A9+x 0'],
  [
    'HEAD',
    ['/', { method: 'HEAD' }],
    ({ status, headers, text }) => [status, headers['content-length'], text],
    [200, '12', ''],
  ],
  ['204', ['/nothing'], ({ status, text }) => [status, text], [204, '']],
  [
    'gzip',
    ['/zipped'],
    ({ headers, body }) => [headers['content-encoding'], `${gunzipSync(body)}`],
    ['gzip', 'zipped'],
  ],
  ['a long header of a request', ['/', { headers: { cookie: LONG_LINE } }], textOf, 'GET / 8000'],
  ['a long header of an answer', ['/long'], ({ headers }) => headers['x-long'], LONG_LINE],
  ['OPTIONS', ['/', { method: 'OPTIONS' }], textOf, 'OPTIONS / 0'],
  [
    'an address that is not listed',
    ['/', { from: '127.0.0.2' }],
    ({ status }) => status,
    'no answer',
    { 'http-api': 403 },
  ],
];

describe.each(DOOR_NAMES)('through the door %s', (door) => {
  it.each(CASES)('%s comes as it was sent', async (_, [path, init], seen, expected, otherwise = {}) => {
    const ask = await BOTH_DOORS[door](application, 75_000);
    const found = await ask(path, init).then(seen, () => 'no answer');
    expect(found).toEqual(otherwise[door] ?? expected);
  });
});
