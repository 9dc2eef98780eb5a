import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { until } from './testing.ts';
import { behind, startRawTarget, startTarget } from './testing-targets.ts';

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

  it('never fails by a kept connection that the target has given up', async () => {
    let resets = 0;
    const target = await startRawTarget((socket) => {
      let asked = 0;
      socket.on('data', (data) => {
        if (!/^(GET|POST) /.test(data.toString())) return;
        asked++;
        if (asked > 1) {
          resets++;
          socket.resetAndDestroy();
        } else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhere');
      });
    });
    await using running = await behind([target]);
    for (let count = 0; count < 5; count++) {
      expect(await (await fetch(running.url)).text()).toBe('here');
      expect(await (await fetch(running.url, { method: 'POST', body: 'x' })).text()).toBe('here');
    }
    expect(resets).toBeGreaterThan(0);
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
