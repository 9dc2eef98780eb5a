import { createServer, get, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { portOf } from '@bookmark-manager/serving';
import { describe, expect, it } from 'vitest';
import { sendWhole } from './whole.ts';

const long = 'A page. '.repeat(400);

/** What one request gets from a server that sends what `answer` writes in one piece. */
const asked = async (answer: RequestListener, headers: Record<string, string> = {}, method = 'GET') => {
  const server = createServer((request, response) => {
    sendWhole(request, response);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      get({ host: '127.0.0.1', port: portOf(server), method, headers, agent: false }, async (got) => {
        const body = Buffer.concat(await got.toArray());
        resolve({ status: got.statusCode ?? 0, headers: got.headers, body });
      }).once('error', reject);
    });
  } finally {
    server.close();
  }
};

const page: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.write(long.slice(0, 1000));
  response.write(Buffer.from(long.slice(1000, 2000)), () => response.end(long.slice(2000)));
};

describe('sendWhole', () => {
  it.each([
    ['gzip, deflate, br', true],
    ['gzip;q=0.5', true],
    ['*', true],
    ['gzip;q=0', false],
    ['br', false],
    ['', false],
  ])('sends a page to who takes %s with its length, compressed: %s', async (accepted, isCompressed) => {
    const { headers, body } = await asked(page, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(isCompressed ? 'gzip' : undefined);
    expect((isCompressed ? gunzipSync(body) : body).toString()).toBe(long);
    expect([headers['content-length'], headers['transfer-encoding'], headers.vary]).toEqual([
      `${body.length}`,
      undefined,
      'accept-encoding',
    ]);
  });

  it('leaves alone what is short, what is no text, and what is compressed already', async () => {
    const gzip = { 'accept-encoding': 'gzip' };
    const answers = await Promise.all([
      asked((_, response) => void response.setHeader('content-type', 'text/plain').end('short'), gzip),
      asked((_, response) => void response.setHeader('content-type', 'image/png').end(long), gzip),
      asked((_, response) => {
        response.setHeader('content-type', 'text/html').setHeader('content-encoding', 'br').end(long);
      }, gzip),
    ]);
    expect(answers.map(({ headers, body }) => [headers['content-encoding'], body.length])).toEqual([
      [undefined, 5],
      [undefined, long.length],
      ['br', long.length],
    ]);
  });

  it('sends no body where there is none', async () => {
    const without = await Promise.all([
      asked(page, { 'accept-encoding': 'gzip' }, 'HEAD'),
      asked((_, response) => void response.writeHead(304).end()),
      asked((_, response) => void response.writeHead(307, { location: '/' }).end()),
    ]);
    expect(without.map(({ status, body }) => [status, body.length])).toEqual([
      [200, 0],
      [304, 0],
      [307, 0],
    ]);
  });

  it('tells who wrote it when it is sent', async () => {
    let told = 0;
    await asked((_, response) => {
      response.on('finish', () => (told += 1));
      response.end('done', () => (told += 1));
    });
    expect(told).toBe(2);
  });
});
