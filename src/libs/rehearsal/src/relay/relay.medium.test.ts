import http, { type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../processes/testing.ts';
import { signedFor } from './testing.ts';
import { type RelayBeforeFake, relayBeforeFake } from './testing-server.ts';
import type { Call } from './types.ts';
import { answering, fault } from './wire.ts';

let world: RelayBeforeFake;
beforeEach(async () => {
  world = await relayBeforeFake();
});
afterEach(() => world[Symbol.asyncDispose]());

describe('a request without a row', () => {
  it('reaches the emulator as it is: path, headers, host and body', async () => {
    await world.ecs('ListClusters', { 'x-amz-date': '20261201T000000Z' });
    expect(world.fake.seen[0]?.body).toBe('{"cluster":"c"}');
    expect(world.fake.seen[0]?.request.headers).toMatchObject({
      host: new URL(world.relay.endpoint).host,
      'x-amz-date': '20261201T000000Z',
      'content-length': '15',
    });
  });
  it('gets the answer as it is', async () => {
    world.fake.answering = (_, __, response) =>
      response.writeHead(404, { 'x-amzn-errortype': 'No' }).end('{"__type":"No"}');
    const answer = await world.ecs('ListClusters');
    expect([answer.status, answer.headers.get('x-amzn-errortype'), await answer.text()]).toEqual([
      404,
      'No',
      '{"__type":"No"}',
    ]);
  });
  it('gets a plain error when the emulator has only an HTML page, and the gap is told once', async () => {
    world.fake.answering = (_, __, response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<html>');
    const answers = [await world.ecs('ExecuteCommand'), await world.ecs('ExecuteCommand')];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(await answers[0]?.json()).toMatchObject({ __type: 'NotImplemented' });
    const object = await world.s3('GET', '/bucket?inventory');
    expect([object.status, await object.text()]).toEqual([400, expect.stringContaining('<Code>NotImplemented</Code>')]);
    expect(world.events.recent().map(({ subject }) => subject)).toEqual([
      'ecs:ExecuteCommand',
      's3:ListBucketInventoryConfigurations',
    ]);
  });
  it('gets a named error when it is CBOR, and the emulator is not asked', async () => {
    const path = '/service/GraniteServiceVersion20100801/operation/PutMetricData';
    const headers = { authorization: signedFor('monitoring'), 'smithy-protocol': 'rpc-v2-cbor' };
    const answer = await fetch(world.relay.endpoint + path, { method: 'POST', headers, body: 'x' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/cbor']);
    expect(await answer.text()).toContain('monitoring:PutMetricData');
    expect(world.fake.seen).toEqual([]);
  });
});

describe('an object of S3', () => {
  it('is passed on while it comes, in both directions', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    world.fake.answering = (_, body, response) => response.end(body.toUpperCase());
    const answered = world.s3('PUT', '/bucket/key', { body: readable, duplex: 'half' });
    await writer.write(Buffer.from('first '));
    await until('the first part has arrived', () => world.fake.seen[0]?.body === 'first ');
    await writer.write(Buffer.from('last'));
    await writer.close();
    expect(await (await answered).text()).toBe('FIRST LAST');
    expect(world.fake.seen[0]?.request.headers['transfer-encoding']).toBe('chunked');
  });
  it('keeps its length on HEAD', async () => {
    world.fake.answering = (_, __, response) => response.writeHead(200, { 'content-length': '12345' }).end();
    expect((await world.s3('HEAD', '/bucket/key')).headers.get('content-length')).toBe('12345');
  });
  it('that is not there is not found on HEAD, which moto calls an HTML page', async () => {
    world.fake.answering = (_, __, response) => response.writeHead(404, { 'content-type': 'text/html' }).end();
    expect((await world.s3('HEAD', '/bucket')).status).toBe(404);
    expect(world.events.recent()).toEqual([]);
  });
  it('is not stored by halves when the client goes away', async () => {
    const headers = { authorization: signedFor('s3'), 'content-length': 100 };
    const client = http.request(world.relay.endpoint, { method: 'PUT', path: '/bucket/key', headers });
    client.on('error', () => undefined).write('half');
    await until('the half has arrived', () => world.fake.seen[0]?.body === 'half');
    const broken = new Promise((resolve) => world.fake.seen[0]?.request.on('close', resolve));
    client.destroy();
    await broken;
    expect(world.fake.seen[0]?.request.complete).toBe(false);
  });
});

describe('a write', () => {
  const id = { 'amz-sdk-invocation-id': 'same' };

  it('is carried out once when it comes twice, the first time from a client that went away', async () => {
    const arrived = Promise.withResolvers<ServerResponse>();
    world.fake.answering = (_, __, response) => arrived.resolve(response);
    const gone = new AbortController();
    const first = world.ecs('CreateService', id, gone.signal).catch(() => 'aborted');
    const response = await arrived.promise;
    gone.abort();
    expect(await first).toBe('aborted');
    const second = world.ecs('CreateService', id);
    response.end('{"once":true}');
    expect(await (await second).json()).toEqual({ once: true });
    expect(world.fake.seen).toHaveLength(1);
  });
  it('is told to who listens, when it succeeded; reads are not', async () => {
    const told: Call[] = [];
    const stop = world.relay.writes.subscribe((call) => told.push(call));
    await world.ecs('ListServices');
    await world.ecs('CreateService');
    world.fake.answering = (_, __, response) => response.writeHead(400).end('{}');
    await world.ecs('DeleteService');
    await until('the write is told', () => told.length);
    stop();
    world.fake.answering = (_, __, response) => response.end('{}');
    await world.ecs('UpdateService');
    expect(told.map(({ service, operation }) => `${service}:${operation}`)).toEqual(['ecs:CreateService']);
  });
  it('waits for a save, and a read or a long call does not', async () => {
    world.relay.add({ 'ecs:RunTask': { ...answering(() => ({ long: true })), long: true } });
    const saving = Promise.withResolvers<void>();
    const saved = world.relay.quiet(() => saving.promise, 1000);
    expect((await world.ecs('ListServices')).status).toBe(200);
    expect(await (await world.ecs('RunTask')).json()).toEqual({ long: true });
    const write = world.ecs('CreateService');
    await world.ecs('ListServices');
    expect(world.fake.seen.map(({ request }) => String(request.headers['x-amz-target']).split('.')[1])).not.toContain(
      'CreateService',
    );
    saving.resolve();
    await saved;
    expect((await write).status).toBe(200);
  });
});

describe('a row', () => {
  it('words its fault for the protocol of the request', async () => {
    world.relay.add({
      'rds:StopDBInstance': {
        kind: 'answer',
        answer() {
          throw fault('InvalidDBInstanceState', 'It is stopping.');
        },
      },
    });
    const headers = { authorization: signedFor('rds'), 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(world.relay.endpoint, { method: 'POST', headers, body: 'Action=StopDBInstance' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('<Code>InvalidDBInstanceState</Code><Message>It is stopping.</Message>');
  });
  it('that breaks is an internal failure, and an event', async () => {
    world.relay.add({
      'ecs:ListTasks': answering(() => {
        throw new TypeError('a bug');
      }),
    });
    expect((await world.ecs('ListTasks')).status).toBe(500);
    expect(world.events.recent()).toMatchObject([
      { level: 'error', subject: 'ecs:ListTasks', text: expect.stringContaining('a bug') },
    ]);
  });
  it('can be taken away again', async () => {
    const remove = world.relay.add({ 'ecs:ListTasks': answering(() => ({ mine: true })) });
    expect(await (await world.ecs('ListTasks')).json()).toEqual({ mine: true });
    remove();
    expect(await (await world.ecs('ListTasks')).json()).toEqual({});
  });
});
