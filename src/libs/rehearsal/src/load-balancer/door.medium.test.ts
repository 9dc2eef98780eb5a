import { connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { aGroup, fakeReading, forwardTo, startBalancer } from './testing.ts';

const FIXED = { kind: 'fixed-response', status: 200, contentType: 'text/plain', body: 'in' } as const;
const open = () => fakeReading([], [{ arn: 'rule', conditions: [], action: FIXED }]);

/** Connects from an address of this machine and sends a request; tells what came back, and how long it took (real ms). */
function knock(port: number, localAddress: string): Promise<{ text: string; ms: number }> {
  const began = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    let text = '';
    socket.on('connect', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'));
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ text, ms: performance.now() - began }));
  });
}

describe('the door', () => {
  it('gives an address that is not on the list no byte and closes within a second', async () => {
    await using running = await startBalancer(open());
    const listed = await knock(running.port, '127.0.0.1');
    expect(listed.text).toMatch(/^HTTP\/1\.1 200 OK/);
    const others = [await knock(running.port, '127.0.0.2'), await knock(running.port, '127.0.0.2')];
    expect(others.map(({ text }) => text)).toEqual(['', '']);
    // The quicker of two: what else the machine does meanwhile is not the door's.
    expect(Math.min(...others.map(({ ms }) => ms))).toBeLessThan(1_000);
    expect(running.balancer.picture()).toMatchObject({ listeners: [{ refusedConnections: 2, requests: 1 }] });
  });

  it('ends a kept connection once its address is taken off the list', async () => {
    const reading = open();
    await using running = await startBalancer(reading);
    const socket = connect(running.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    await new Promise((resolve) => {
      socket.once('data', resolve);
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    });
    reading.rules = [];
    await running.balancer.refresh();
    await closed;
    expect((await knock(running.port, '127.0.0.1')).text).toBe('');
  });

  it('takes the next free port when its own is taken, says so, and keeps it', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const address = squatter.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const reading = open();
    await using running = await startBalancer(reading, { port });
    expect(running.port).not.toBe(port);
    expect(running.events.map(({ text }) => text)).toContainEqual(expect.stringContaining(`port ${port} is taken`));
    const listeners = reading.balancer.listeners.splice(0);
    await running.balancer.refresh();
    expect(running.balancer.addresses()).toEqual([]);
    reading.balancer.listeners.push(...listeners);
    await new Promise((resolve) => squatter.close(resolve));
    await running.balancer.refresh();
    expect(running.balancer.addresses()[0]?.url).toBe(running.url);
  });

  it('serves an HTTPS listener as plain HTTP and says so', async () => {
    const reading = open();
    Object.assign(reading.balancer.listeners[0] ?? {}, { protocol: 'HTTPS' });
    await using running = await startBalancer(reading);
    expect((await fetch(running.url)).status).toBe(200);
    expect(running.events.map(({ text }) => text)).toContainEqual(expect.stringContaining('plain HTTP'));
  });

  it('redirects to the port that stands in for the one named', async () => {
    const reading = open();
    const redirect = {
      kind: 'redirect',
      status: 301,
      protocol: 'HTTPS',
      port: '443',
      host: '#{host}',
      path: '/#{path}',
      query: '#{query}',
    } as const;
    const [front] = reading.balancer.listeners;
    reading.balancer.listeners.push({ arn: 'secure', port: 443, protocol: 'HTTPS', rules: front?.rules ?? [] });
    Object.assign(front ?? {}, { rules: [{ arn: 'r', conditions: [], action: redirect }] });
    reading.rules = [{ protocol: 'tcp', fromPort: 80, toPort: 443, cidrs: ['127.0.0.1/32'] }];
    await using running = await startBalancer(reading);
    const secure = running.balancer.addresses().find(({ listenerPort }) => listenerPort === 443)?.url;
    const answer = await fetch(`${running.url}/a?b=c`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${secure}/a?b=c`]);
  });
});

describe('a function behind the door', () => {
  const asleep = (invoke: Parameters<typeof startBalancer>[1]) => {
    const reading = fakeReading([aGroup('wake', { kind: 'lambda' })], [forwardTo('wake')]);
    reading.registered.set('wake', [{ id: 'arn:aws:lambda:wake', port: 0 }]);
    return startBalancer(reading, invoke);
  };

  it('gets the request as an event and answers it', async () => {
    const invoke = async (arn: string, payload: unknown) => ({
      payload: { statusCode: 503, headers: { 'Retry-After': '60' }, body: JSON.stringify({ arn, payload }) },
    });
    await using running = await asleep({ invoke });
    const answer = await fetch(`${running.url}/api/x?a=1`, { method: 'POST', body: 'hello' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await answer.json()).toMatchObject({
      arn: 'arn:aws:lambda:wake',
      payload: {
        httpMethod: 'POST',
        path: '/api/x',
        queryStringParameters: { a: '1' },
        body: 'hello',
        headers: { 'x-forwarded-for': '127.0.0.1' },
      },
    });
  });

  it('that fails or says nonsense is a 502', async () => {
    await using failing = await asleep({ invoke: async () => ({ payload: {}, error: 'Unhandled' }) });
    expect((await fetch(failing.url)).status).toBe(502);
    await using confused = await asleep({ invoke: async () => ({ payload: 'hello' }) });
    expect((await fetch(confused.url)).status).toBe(502);
  });

  it('is not asked about a body of more than 1 MB', async () => {
    await using running = await asleep({ invoke: async () => ({ payload: { statusCode: 200 } }) });
    expect((await fetch(running.url, { method: 'POST', body: Buffer.alloc(1024 * 1024) })).status).toBe(200);
    expect((await fetch(running.url, { method: 'POST', body: Buffer.alloc(1024 * 1024 + 1) })).status).toBe(413);
  });
});
