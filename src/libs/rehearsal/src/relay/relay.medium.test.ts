import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { createEvents, type Events } from '../events.ts';
import { until } from '../processes/testing.ts';
import { createStore } from '../store.ts';
import { createRelay, type Relay } from './index.ts';
import { signedFor } from './testing.ts';
import type { Call, Upstream } from './types.ts';
import { answering, fault } from './wire.ts';

type Emulator = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let stack: AsyncDisposableStack;
let relay: Relay;
let events: Events;
let emulate: Emulator;
let seen: { request: IncomingMessage; body: string }[];
let upstream: Upstream;

beforeEach(async () => {
  stack = new AsyncDisposableStack();
  seen = [];
  emulate = (_, __, response) => response.end('{}');
  const emulator = http.createServer((request, response) => {
    const arriving = { request, body: '' };
    seen.push(arriving);
    request.setEncoding('utf8').on('data', (part) => {
      arriving.body += part;
    });
    request.on('end', () => emulate(request, arriving.body, response)).on('error', () => undefined);
  });
  await new Promise<void>((done) => emulator.listen(0, '127.0.0.1', done));
  stack.defer(() => {
    emulator.closeAllConnections();
    return new Promise<void>((done) => emulator.close(() => done()));
  });
  const { port } = emulator.address() as AddressInfo;
  upstream = { address: async () => ({ host: '127.0.0.1', port }), replaced: async () => false };
  const clock = createClock();
  events = createEvents(clock);
  const proxied = {
    address: () => upstream.address(),
    replaced: (address: { host: string; port: number }) => upstream.replaced(address),
  };
  relay = stack.use(createRelay({ upstream: proxied, store: createStore(), clock, events }));
  await relay.listen(0);
});
afterEach(() => stack.disposeAsync());

/** Sends an ECS request; `more` are its other headers. */
function ecs(operation: string, more: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  const headers = {
    authorization: signedFor('ecs'),
    'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
    ...more,
  };
  return fetch(relay.endpoint, { method: 'POST', headers, body: '{"cluster":"c"}', ...(signal && { signal }) });
}
const s3 = (method: string, path: string, init: RequestInit & { duplex?: 'half' } = {}) =>
  fetch(relay.endpoint + path, { method, headers: { authorization: signedFor('s3') }, ...init });

describe('a request without a row', () => {
  it('reaches the emulator as it is: path, headers, host and body', async () => {
    await ecs('ListClusters', { 'x-amz-date': '20261201T000000Z' });
    expect(seen[0]?.body).toBe('{"cluster":"c"}');
    expect(seen[0]?.request.headers).toMatchObject({
      host: new URL(relay.endpoint).host,
      'x-amz-date': '20261201T000000Z',
      'content-length': '15',
    });
  });
  it('gets the answer as it is', async () => {
    emulate = (_, __, response) => response.writeHead(404, { 'x-amzn-errortype': 'No' }).end('{"__type":"No"}');
    const answer = await ecs('ListClusters');
    expect([answer.status, answer.headers.get('x-amzn-errortype'), await answer.text()]).toEqual([
      404,
      'No',
      '{"__type":"No"}',
    ]);
  });
  it('gets a plain error when the emulator has only an HTML page, and the gap is told once', async () => {
    emulate = (_, __, response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<html>');
    const answers = [await ecs('ExecuteCommand'), await ecs('ExecuteCommand')];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(await answers[0]?.json()).toMatchObject({ __type: 'NotImplemented' });
    const object = await s3('GET', '/bucket?inventory');
    expect([object.status, await object.text()]).toEqual([400, expect.stringContaining('<Code>NotImplemented</Code>')]);
    expect(events.recent().map(({ subject }) => subject)).toEqual([
      'ecs:ExecuteCommand',
      's3:ListBucketInventoryConfigurations',
    ]);
  });
  it('gets a named error when it is CBOR, and the emulator is not asked', async () => {
    const path = '/service/GraniteServiceVersion20100801/operation/PutMetricData';
    const headers = { authorization: signedFor('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' };
    const answer = await fetch(relay.endpoint + path, { method: 'POST', headers, body: 'x' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/cbor']);
    expect(await answer.text()).toContain('monitoring:PutMetricData');
    expect(seen).toEqual([]);
  });
});

describe('an object of S3', () => {
  it('is passed on while it comes, in both directions', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    emulate = (_, body, response) => response.end(body.toUpperCase());
    const answered = s3('PUT', '/bucket/key', { body: readable, duplex: 'half' });
    await writer.write(Buffer.from('first '));
    await until('the first part has arrived', () => seen[0]?.body === 'first ');
    await writer.write(Buffer.from('last'));
    await writer.close();
    expect(await (await answered).text()).toBe('FIRST LAST');
    expect(seen[0]?.request.headers['transfer-encoding']).toBe('chunked');
  });
  it('keeps its length on HEAD', async () => {
    emulate = (_, __, response) => response.writeHead(200, { 'content-length': '12345' }).end();
    expect((await s3('HEAD', '/bucket/key')).headers.get('content-length')).toBe('12345');
  });
  it('that is not there is not found on HEAD, which moto calls an HTML page', async () => {
    emulate = (_, __, response) => response.writeHead(404, { 'content-type': 'text/html' }).end();
    expect((await s3('HEAD', '/bucket')).status).toBe(404);
    expect(events.recent()).toEqual([]);
  });
  it('is not stored by halves when the client goes away', async () => {
    const headers = { authorization: signedFor('s3'), 'content-length': 100 };
    const client = http.request(relay.endpoint, { method: 'PUT', path: '/bucket/key', headers });
    client.on('error', () => undefined).write('half');
    await until('the half has arrived', () => seen[0]?.body === 'half');
    const broken = new Promise((resolve) => seen[0]?.request.on('close', resolve));
    client.destroy();
    await broken;
    expect(seen[0]?.request.complete).toBe(false);
  });
});

describe('a write', () => {
  const id = { 'amz-sdk-invocation-id': 'same' };

  it('is carried out once when it comes twice, the first time from a client that went away', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    emulate = (_, __, response) => arrived.resolve(response);
    const gone = new AbortController();
    const first = ecs('CreateService', id, gone.signal).catch(() => 'aborted');
    const response = await arrived.promise;
    gone.abort();
    expect(await first).toBe('aborted');
    const second = ecs('CreateService', id);
    response.end('{"once":true}');
    expect(await (await second).json()).toEqual({ once: true });
    expect(seen).toHaveLength(1);
  });
  it('is told to who listens, when it succeeded; reads are not', async () => {
    const told: Call[] = [];
    const stop = relay.writes.subscribe((call) => told.push(call));
    await ecs('ListServices');
    await ecs('CreateService');
    emulate = (_, __, response) => response.writeHead(400).end('{}');
    await ecs('DeleteService');
    await until('the write is told', () => told.length);
    stop();
    emulate = (_, __, response) => response.end('{}');
    await ecs('UpdateService');
    expect(told.map(({ service, operation }) => `${service}:${operation}`)).toEqual(['ecs:CreateService']);
  });
  it('waits for a save, and a read or a long call does not', async () => {
    relay.add({ 'ecs:RunTask': { ...answering(() => ({ long: true })), long: true } });
    const saving = Promise.withResolvers<void>();
    const saved = relay.quiet(() => saving.promise, 1000);
    expect((await ecs('ListServices')).status).toBe(200);
    expect(await (await ecs('RunTask')).json()).toEqual({ long: true });
    const write = ecs('CreateService');
    await ecs('ListServices');
    expect(seen.map(({ request }) => String(request.headers['x-amz-target']).split('.')[1])).not.toContain(
      'CreateService',
    );
    saving.resolve();
    await saved;
    expect((await write).status).toBe(200);
  });
});

describe('a row', () => {
  it('words its fault for the protocol of the request', async () => {
    relay.add({
      'rds:StopDBInstance': {
        kind: 'answer',
        answer() {
          throw fault('InvalidDBInstanceState', 'It is stopping.');
        },
      },
    });
    const headers = { authorization: signedFor('rds'), 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(relay.endpoint, { method: 'POST', headers, body: 'Action=StopDBInstance' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>InvalidDBInstanceState</Code><Message>It is stopping.</Message>');
  });
  it('that breaks is an internal failure, and an event', async () => {
    relay.add({
      'ecs:ListTasks': answering(() => {
        throw new TypeError('a bug');
      }),
    });
    expect((await ecs('ListTasks')).status).toBe(500);
    expect(events.recent()).toMatchObject([
      { level: 'error', subject: 'ecs:ListTasks', text: expect.stringContaining('a bug') },
    ]);
  });
  it('can be taken away again', async () => {
    const remove = relay.add({ 'ecs:ListTasks': answering(() => ({ mine: true })) });
    expect(await (await ecs('ListTasks')).json()).toEqual({ mine: true });
    remove();
    expect(await (await ecs('ListTasks')).json()).toEqual({});
  });
});

describe('when the emulator is gone', () => {
  const successor = (again: () => void): Upstream => {
    const { address } = upstream;
    let dead = true;
    return {
      address: async () => (dead ? { host: '127.0.0.1', port: 1 } : address()),
      replaced: async () => {
        dead = false;
        again();
        return true;
      },
    };
  };
  it('a write goes to its successor', async () => {
    let replaced = 0;
    upstream = successor(() => {
      replaced += 1;
    });
    expect((await ecs('CreateService')).status).toBe(200);
    expect([replaced, seen.length]).toEqual([1, 1]);
  });
  it('and none comes, the error can be retried', async () => {
    upstream = { address: async () => ({ host: '127.0.0.1', port: 1 }), replaced: async () => false };
    const answer = await ecs('CreateService');
    expect([answer.status, await answer.json()]).toMatchObject([503, { __type: 'ServiceUnavailable' }]);
    expect((await s3('GET', '/bucket/key')).status).toBe(503);
  });
});

describe('on its port', () => {
  it('are our own pages', async () => {
    relay.internal('picture', (_, response) => void response.end('{"here":1}'));
    const page = (path: string) => fetch(`${relay.endpoint}/_rehearsal/${path}`);
    expect(await (await page('picture?now')).json()).toEqual({ here: 1 });
    const unknown = await page('nothing');
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { pages: ['/_rehearsal/picture'] }]);
    expect(seen).toEqual([]);
  });
  it('nobody else may listen: a taken port is an error', async () => {
    await using second = createRelay({ upstream, store: createStore(), clock: createClock(), events });
    await expect(second.listen(Number(new URL(relay.endpoint).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
  it('a stream that never ends does not hold up the end', async () => {
    relay.internal('events', (_, response) => void response.write('hello'));
    const open = await fetch(`${relay.endpoint}/_rehearsal/events`);
    await relay[Symbol.asyncDispose]();
    await expect(open.text()).rejects.toThrow();
  });
});
