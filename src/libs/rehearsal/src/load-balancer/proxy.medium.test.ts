import http, { type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Target } from './model.ts';
import { aGroup, type FakeReading, fakeReading, startBalancer, until } from './testing.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A target on a loopback address; healthy on /health. */
async function startTarget(listener: RequestListener): Promise<Target & { server: Server }> {
  const server = http.createServer((request, response) => {
    if (request.url === '/health') response.end('ok');
    else listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { id: '127.0.0.1', port: (server.address() as AddressInfo).port, server };
}

async function behind(
  targets: Target[],
  more: { idleTimeoutMs?: number; group?: Partial<ReturnType<typeof aGroup>> } = {},
) {
  const reading: FakeReading = fakeReading([aGroup('web', more.group)]);
  reading.registered.set(
    'web',
    targets.map(({ id, port }) => ({ id, port })),
  );
  if (more.idleTimeoutMs) reading.balancer.idleTimeoutMs = more.idleTimeoutMs;
  const running = await startBalancer(reading);
  if (targets.length > 0)
    await until(
      () => targets.some(({ id, port }) => running.balancer.targetHealth('web', id, port) === 'healthy'),
      Boolean,
    );
  return { ...running, reading };
}

describe('the data path', () => {
  it('passes method, path, headers and body on, and tells the target about the caller', async () => {
    const target = await startTarget(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.statusCode = 201;
      response.end(
        JSON.stringify({
          method: request.method,
          url: request.url,
          headers: request.headers,
          body,
        }),
      );
    });
    await using running = await behind([target]);
    const answer = await fetch(`${running.url}/a%20b?c=d`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    const seen = (await answer.json()) as { headers: unknown };
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(seen).toMatchObject({ method: 'POST', url: '/a%20b?c=d', body: 'hello' });
    expect(seen.headers).toMatchObject({
      host: `127.0.0.1:${running.port}`,
      'x-forwarded-for': '203.0.113.9, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': String(running.port),
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
  });

  it('answers 503 when nothing is registered', async () => {
    await using running = await behind([]);
    const answer = await fetch(running.url);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('503 Service Unavailable');
  });

  it('answers 502 when the target closes without an answer', async () => {
    const target = await startTarget((request) => request.socket.destroy());
    await using running = await behind([target]);
    expect((await fetch(running.url)).status).toBe(502);
    expect((await fetch(running.url, { method: 'POST', body: 'x' })).status).toBe(502);
  });

  it('answers 504 when the target says nothing for the idle time', async () => {
    const target = await startTarget(() => {});
    await using running = await behind([target], { idleTimeoutMs: 100 });
    expect((await fetch(running.url)).status).toBe(504);
  });

  it('repeats a request that met a dead kept connection', async () => {
    const target = await startTarget((_, response) => response.end('here'));
    target.server.on('connection', (socket) => {
      let answered = 0;
      // Dies on the second request of each connection, as a connection that the target had just given up.
      socket.on('data', (data) => data.includes('GET / ') && ++answered > 1 && socket.resetAndDestroy());
    });
    await using running = await behind([target]);
    const statuses: number[] = [];
    for (let count = 0; count < 10; count++) statuses.push((await fetch(running.url)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('streams a body of 100 MB through without keeping it', async () => {
    const target = await startTarget(async (request, response) => {
      let length = 0;
      for await (const chunk of request) length += chunk.length;
      response.end(String(length));
    });
    await using running = await behind([target]);
    const chunk = Buffer.alloc(1024 * 1024);
    const before = process.memoryUsage().rss;
    let most = 0;
    const body = ReadableStream.from(
      (async function* () {
        for (let sent = 0; sent < 100; sent++) {
          most = Math.max(most, process.memoryUsage().rss);
          yield chunk;
        }
      })(),
    );
    const answer = await fetch(running.url, { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(await answer.text()).toBe(String(100 * 1024 * 1024));
    expect(most - before).toBeLessThan(80 * 1024 * 1024);
  });

  it('passes the answer of a target that refuses a long body and closes', async () => {
    const target = await startTarget((_, response) => {
      response.writeHead(413, { connection: 'close' }).end('too big');
    });
    await using running = await behind([target]);
    for (let count = 0; count < 5; count++) {
      const answer = await fetch(running.url, { method: 'POST', body: Buffer.alloc(20 * 1024 * 1024) });
      expect([answer.status, await answer.text()]).toEqual([413, 'too big']);
    }
  });

  it('answers 408 when the caller stops in the middle of a body', async () => {
    const target = await startTarget((request) => request.resume());
    await using running = await behind([target], { idleTimeoutMs: 100 });
    const client = connect(running.port, '127.0.0.1');
    client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    let answer = '';
    for await (const chunk of client) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('passes an answer on as it comes, and an interrupted one as interrupted', async () => {
    let go = () => {};
    const target = await startTarget((_, response) => {
      response.write('first');
      go = () => response.destroy();
    });
    await using running = await behind([target]);
    const reader = (await fetch(running.url)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    go();
    await expect(reader?.read()).rejects.toThrow();
  });

  it('ends the request to the target when the caller goes away', async () => {
    let gone = false;
    let arrived = false;
    const target = await startTarget((request) => {
      arrived = true;
      request.socket.on('close', () => {
        gone = true;
      });
    });
    await using running = await behind([target]);
    const abort = new AbortController();
    const asked = fetch(running.url, { signal: abort.signal }).catch(() => 'aborted');
    await until(() => arrived, Boolean);
    abort.abort();
    expect(await asked).toBe('aborted');
    await until(() => gone, Boolean);
  });

  it('passes a WebSocket handshake and what follows', async () => {
    const target = await startTarget((_, response) => response.end());
    target.server.on('upgrade', (request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      socket.write(`hello ${request.headers['x-forwarded-for']}`);
      socket.on('data', (data: Buffer) => socket.end(data.toString().toUpperCase()));
    });
    await using running = await behind([target]);
    const client = connect(running.port, '127.0.0.1');
    let seen = '';
    client.on('data', (data) => {
      seen += data;
    });
    client.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await until(
      () => seen,
      (text) => text.includes('hello 127.0.0.1'),
    );
    client.write('ping');
    await until(
      () => seen,
      (text) => text.endsWith('PING'),
    );
    await until(() => client.destroyed, Boolean);
  });
});
