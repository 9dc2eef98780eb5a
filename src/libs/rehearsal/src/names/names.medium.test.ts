import { connect, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { aContext, until } from '../load-balancer/testing.ts';
import { createNames, type NamesOptions } from './names.ts';
import type { Instance, NamedService } from './reading.ts';

const NAME = 'api.staging.internal';
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Greets each connection with its address, then echoes. All instances listen on the same port, as tasks do. */
async function startInstance(id: string, address: string, port = 0): Promise<Instance> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(`${address};`);
    socket.pipe(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  const bound = server.address();
  return { id, address, port: typeof bound === 'object' ? (bound?.port ?? 0) : 0, healthy: true };
}

async function startNames(instances: Instance[], options: Partial<NamesOptions> = {}) {
  const services: NamedService[] = [{ name: NAME, instances }];
  const names = createNames(aContext().context, {
    databases: () => [],
    reading: { services: async () => structuredClone(services) },
    ...options,
  });
  await names.start();
  return { names, services, address: names.rewrite(NAME), [Symbol.asyncDispose]: () => names[Symbol.asyncDispose]() };
}

/** What an instance says first; the error's code when nobody is reached. */
function greeting(address: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString());
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}

describe('a service name', () => {
  it('stands for its instances in turn', async () => {
    const one = await startInstance('1', '127.0.90.1');
    const two = await startInstance('2', '127.0.90.2', one.port);
    await using running = await startNames([one, two]);
    expect(running.address).toMatch(/^127\.0\.8\.\d+$/);
    const said = [await greeting(running.address, one.port), await greeting(running.address, one.port)];
    expect(said.toSorted()).toEqual(['127.0.90.1;', '127.0.90.2;']);
  });

  it('passes over an instance that refuses', async () => {
    const one = await startInstance('1', '127.0.90.3');
    await using running = await startNames([{ ...one, id: 'dead', address: '127.0.90.4' }, one]);
    for (let count = 0; count < 4; count++) expect(await greeting(running.address, one.port)).toBe('127.0.90.3;');
  });

  it('stands for healthy instances only, as long as there is one', async () => {
    const one = await startInstance('1', '127.0.90.5');
    const sick = { ...(await startInstance('2', '127.0.90.6', one.port)), healthy: false };
    await using running = await startNames([sick, one]);
    for (let count = 0; count < 4; count++) expect(await greeting(running.address, one.port)).toBe('127.0.90.5;');
    running.services[0]?.instances.pop();
    await running.names.refresh();
    expect(await greeting(running.address, one.port)).toBe('127.0.90.6;');
  });

  it('lets open connections live when their instance is deregistered, and refuses new ones', async () => {
    const one = await startInstance('1', '127.0.90.7');
    await using running = await startNames([one]);
    const socket = connect(one.port, running.address);
    let said = '';
    socket.on('data', (data) => {
      said += data;
    });
    await until(
      () => said,
      (text) => text.endsWith(';'),
    );
    running.services[0]?.instances.pop();
    await running.names.refresh();
    expect(await greeting(running.address, one.port)).toBe('ECONNREFUSED');
    socket.write('still here');
    await until(
      () => said,
      (text) => text.endsWith('still here'),
    );
    socket.destroy();
  });

  it('passes on everything that was sent before an end', async () => {
    const one = await startInstance('1', '127.0.90.8');
    await using running = await startNames([one]);
    const socket = connect({ port: one.port, host: running.address, allowHalfOpen: true });
    let length = 0;
    socket.on('data', (data) => {
      length += data.length;
    });
    const ended = new Promise((resolve) => socket.on('end', resolve));
    socket.end(Buffer.alloc(5_000_000));
    await ended;
    expect(length).toBe(5_000_000 + '127.0.90.8;'.length);
  });

  it('keeps its address over restarts, unless another rehearsal has it', async () => {
    const { context } = aContext();
    const reading = { services: async () => [{ name: NAME, instances: [] }] };
    const first = createNames(context, { databases: () => [], reading });
    await first.start();
    const address = first.rewrite(NAME);
    await using neighbour = await startNames([]);
    expect(neighbour.address).not.toBe(address);
    await first[Symbol.asyncDispose]();
    const second = createNames(context, { databases: () => [], reading });
    await second.start();
    expect(second.rewrite(NAME)).toBe(address);
    await second[Symbol.asyncDispose]();
  });
});
