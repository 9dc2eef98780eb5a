import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { allowing, aRoute, fakeReading, gatewayMayInvoke, startHttpApi, startInstance, WAKE } from './testing.ts';

/** An instance that tells what it was asked. */
const telling = () =>
  startInstance(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method, url, headers } = request;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ method, url, headers, body }));
  });

async function behind(...instances: Awaited<ReturnType<typeof telling>>[]) {
  const reading = fakeReading();
  reading.listed = instances;
  return { reading, ...(await startHttpApi(reading)) };
}

describe('a request', () => {
  it('comes to an instance with what the integration says of its caller, whatever the caller said', async () => {
    const { ask, port } = await behind(await telling());
    const headers = { 'X-Door-Client': '203.0.113.9', 'x-door-host': 'evil.test', accept: 'text/html' };
    const answer = await ask('/actions/x?q=a&q=b', { method: 'POST', headers, body: 'hello' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      expect.objectContaining({ method: 'POST', url: '/actions/x?q=a&q=b', body: 'hello' }),
    ]);
    expect(JSON.parse(answer.text).headers).toMatchObject({
      accept: 'text/html',
      'x-door-client': '127.0.0.1',
      'x-door-host': `127.0.0.1:${port}`,
      'x-door-proto': 'https',
      'content-length': '5',
      via: 'HTTP/1.1 AmazonAPIGateway',
    });
    expect(answer.headers['apigw-requestid']).toMatch(/^[\w+/]{16}$/);
  });

  it.each([
    ['/a%20b', '/a%20b'],
    ['/a%2Fb', '/a/b'],
    ['/%E6%B8%A9%E6%B3%89', '/%E6%B8%A9%E6%B3%89'],
    ['/a+b?c=%2F&c=d%20e', '/a%2Bb?c=%2F&c=d%20e'],
  ])('for %s comes as %s', async (path, arrived) => {
    const { ask } = await behind(await telling());
    expect(JSON.parse((await ask(path)).text).url).toBe(arrived);
  });

  it('comes to the path that its integration asks for instead', async () => {
    const { ask, reading, httpApi } = await behind(await telling());
    const app = reading.api.integrations.get('app');
    Object.assign(app ?? {}, { path: '/health' });
    await httpApi.refresh();
    expect(JSON.parse((await ask('/anything?a=1')).text).url).toBe('/health?a=1');
  });

  it('is served as its own when paths are assumed to be left alone', async () => {
    const { ask, assumed } = await behind(await telling());
    assumed.change({ pathsEncodedAnew: false });
    expect(JSON.parse((await ask('/a%2Fb')).text).url).toBe('/a%2Fb');
  });
});

describe('an answer', () => {
  it('comes whole: its cookies, its encoding, its status', async () => {
    const zipped = gzipSync('x'.repeat(100_000));
    const { ask } = await behind(
      await startInstance((_, response) => {
        response.writeHead(201, [...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'], ...['Content-Encoding', 'gzip']]);
        response.end(zipped);
      }),
    );
    const answer = await ask('/');
    expect([answer.status, answer.headers['set-cookie'], answer.headers['content-encoding']]).toEqual([
      201,
      ['a=1', 'b=2'],
      'gzip',
    ]);
    expect(answer.body.equals(zipped)).toBe(true);
  });

  it('to a HEAD says how long it would be, and an empty one says nothing', async () => {
    const { ask } = await behind(
      await startInstance((request, response) => {
        if (request.method === 'HEAD') response.writeHead(200, { 'content-length': 1234 }).end();
        else response.writeHead(204).end();
      }),
    );
    const [head, empty] = [await ask('/', { method: 'HEAD' }), await ask('/')];
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '1234', '']);
    expect([empty.status, empty.headers['content-length'], empty.text]).toEqual([204, undefined, '']);
  });
});

describe('the gateway itself answers', () => {
  const own = (text: string) => JSON.parse(text).message;

  it('403 to whom the authorizer does not let in, and asks it once for each caller', async () => {
    const asked: string[] = [];
    const reading = fakeReading();
    reading.listed = [await telling()];
    const { ask, httpApi } = await startHttpApi(reading, {
      invoke: async (arn, payload) => {
        asked.push((payload as { identitySource: string[] }).identitySource[0] ?? '');
        return allowing(arn, payload);
      },
    });
    const refused = await ask('/', { from: '127.0.0.2' });
    expect([refused.status, own(refused.text), refused.headers['content-type']]).toEqual([
      403,
      'Forbidden',
      'application/json',
    ]);
    expect((await ask('/', { from: '127.0.0.2', method: 'OPTIONS' })).status).toBe(403);
    expect([(await ask('/')).status, (await ask('/a')).status, asked]).toEqual([200, 200, ['127.0.0.2', '127.0.0.1']]);
    expect(httpApi.picture()).toMatchObject({ apis: [{ requests: 4, refused: 2, byStatus: { '4xx': 2, '2xx': 2 } }] });
  });

  it.each([
    ['that fails', async () => ({ payload: null, error: 'Unhandled' })],
    ['that says nonsense', async () => ({ payload: { isAuthorized: 'yes' } })],
  ])('500 when the authorizer is one %s', async (_, invoke) => {
    const reading = fakeReading();
    reading.listed = [await telling()];
    const { ask } = await startHttpApi(reading, { invoke });
    const answer = await ask('/');
    expect([answer.status, own(answer.text)]).toEqual([500, 'Internal Server Error']);
  });

  it('500 when a function does not let it in, and says so', async () => {
    const { ask, reading, httpApi, events } = await behind();
    reading.allowed.set(WAKE, gatewayMayInvoke('arn:aws:execute-api:ap-northeast-1:123456789012:other/*'));
    await httpApi.refresh();
    expect((await ask('/asleep/x')).status).toBe(500);
    expect(events.map(({ text }) => text)).toContainEqual(expect.stringContaining('does not let the route invoke it'));
  });

  it('404 where no route leads', async () => {
    const { ask, reading, httpApi } = await behind();
    reading.api.routes = [aRoute('GET /a', 'app')];
    await httpApi.refresh();
    const answer = await ask('/b');
    expect([answer.status, own(answer.text)]).toEqual([404, 'Not Found']);
  });

  it('503 while nothing is listed, and when the one that is listed does not answer', async () => {
    const { ask, reading, httpApi } = await behind();
    expect((await ask('/')).status).toBe(503);
    reading.listed = [{ id: 'gone', address: '127.0.0.1', port: 1, healthy: true }];
    await httpApi.refresh();
    const answer = await ask('/');
    expect([answer.status, own(answer.text)]).toEqual([503, 'Service Unavailable']);
  });

  it('503 after the time of its integration', async () => {
    const { ask, reading, httpApi } = await behind(await startInstance(() => {}));
    for (const one of reading.api.integrations.values()) Object.assign(one, { timeoutMs: 200 });
    await httpApi.refresh();
    expect((await ask('/')).status).toBe(503);
  });

  it('503 when the security groups leave no way, and says which', async () => {
    const { ask, reading, httpApi, events } = await behind(await telling());
    reading.groups.egress = [];
    await httpApi.refresh();
    expect((await ask('/')).status).toBe(503);
    expect(events.map(({ text }) => text)).toContainEqual(expect.stringContaining('no way out'));
  });

  it('413 to a body of more than 10 MB, and takes one of 10 MB', async () => {
    const { ask } = await behind(
      await startInstance((request, response) => void request.resume().on('end', () => response.end())),
    );
    const most = 10 * 1024 * 1024;
    const statuses = [most, most + 1].map((size) => ask('/', { method: 'POST', body: Buffer.alloc(size) }));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 413]);
  });

  it('500 for an answer of more than 10 MB', async () => {
    const { ask } = await behind(
      await startInstance((_, response) => response.end(Buffer.alloc(10 * 1024 * 1024 + 1))),
    );
    expect((await ask('/')).status).toBe(500);
  });

  it('431 to more than 10,240 bytes of line and headers', async () => {
    const { ask } = await behind(await telling());
    const cookie = (length: number) => ask('/', { headers: { cookie: 'c'.repeat(length) } });
    expect([(await cookie(10_000)).status, (await cookie(10_240)).status]).toEqual([200, 431]);
  });

  it('400 to a path that cannot be decoded', async () => {
    const { ask } = await behind(await telling());
    expect((await ask('/%zz')).status).toBe(400);
  });

  it('429 above its throttle', async () => {
    const { ask, reading, httpApi } = await behind(await telling());
    reading.api.stage.throttle = { perSecond: 0.001, burst: 2 };
    await httpApi.refresh();
    const statuses = [(await ask('/')).status, (await ask('/')).status, (await ask('/')).status];
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('403 to a probe that nobody signed', async () => {
    const { ask } = await behind(await telling());
    expect((await ask('/__probe/web')).status).toBe(403);
  });
});

describe('a function', () => {
  it('is asked by an event of the form 2.0, and answers', async () => {
    const { ask } = await behind();
    const answer = await ask('/asleep/x?a=1', { headers: { cookie: 'a=1; b=2' } });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '60']);
    expect(JSON.parse(answer.text)).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /asleep/{proxy+}',
      rawPath: '/asleep/x',
      cookies: ['a=1', 'b=2'],
    });
  });

  it('is not asked about more than 6 MB', async () => {
    const { ask } = await behind();
    expect((await ask('/asleep/x', { method: 'POST', body: Buffer.alloc(6 * 1024 * 1024) })).status).toBe(413);
  });
});

describe('a connection to an instance', () => {
  it('that the instance has closed costs a request, as nothing is sent twice', async () => {
    // Closed for good at the second request on it: what an idle time that is too short looks like from the gateway.
    const counts = new WeakMap<object, number>();
    const instance = await startInstance((request, response) => {
      const count = (counts.get(request.socket) ?? 0) + 1;
      counts.set(request.socket, count);
      if (count > 1) request.socket.destroy();
      else response.end('here');
    });
    const { ask, assumed } = await behind(instance);
    expect([(await ask('/')).status, (await ask('/')).status]).toEqual([200, 503]);
    assumed.change({ retries: true });
    expect([(await ask('/')).status, (await ask('/')).status]).toEqual([200, 200]);
  });
});
