import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock } from '../clock/index.ts';
import { createEvents } from '../events.ts';
import { createStore } from '../store.ts';
import { createRelay } from './index.ts';
import { signedFor } from './testing.ts';
import type { Upstream } from './types.ts';

/** How the fake emulator answers; by default with `{}`. */
export type Answering = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** A relay that listens, in front of an HTTP server that a test tells what to answer. */
export async function relayBeforeFake() {
  await using stack = new AsyncDisposableStack();
  const fake = {
    answering: ((_, __, response) => response.end('{}')) as Answering,
    /** What arrived, as far as it has arrived. */
    seen: [] as { request: IncomingMessage; body: string }[],
  };
  const server = http.createServer((request, response) => {
    const arriving = { request, body: '' };
    fake.seen.push(arriving);
    request.setEncoding('utf8').on('data', (part) => {
      arriving.body += part;
    });
    request.on('end', () => fake.answering(request, arriving.body, response)).on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stack.defer(() => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  });
  const { port } = server.address() as AddressInfo;
  const address = { host: '127.0.0.1', port };
  const state: { upstream: Upstream } = { upstream: { address: async () => address, replaced: async () => false } };
  const upstream: Upstream = {
    address: () => state.upstream.address(),
    replaced: (former) => state.upstream.replaced(former),
  };
  const clock = createClock();
  const events = createEvents(clock);
  const relay = stack.use(createRelay({ upstream, store: createStore(), clock, events }));
  await relay.listen(0);
  const kept = stack.move();
  return {
    relay,
    events,
    fake,
    /** Where the relay looks for the emulator; a test may put another one here. */
    state,
    /** Sends an ECS request; `more` are its other headers. */
    ecs(operation: string, more: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
      const target = `AmazonEC2ContainerServiceV20141113.${operation}`;
      const headers = { authorization: signedFor('ecs'), 'x-amz-target': target, ...more };
      return fetch(relay.endpoint, { method: 'POST', headers, body: '{"cluster":"c"}', ...(signal && { signal }) });
    },
    s3: (method: string, path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> =>
      fetch(relay.endpoint + path, { method, headers: { authorization: signedFor('s3') }, ...init }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export type RelayBeforeFake = Awaited<ReturnType<typeof relayBeforeFake>>;
