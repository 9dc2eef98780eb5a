import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { Allow } from './guard/allow.ts';

/** A web server of a test. */
export type TestSite = AsyncDisposable & {
  readonly port: number;
  /** `http://<host>:<port>`, where the host is whatever the test's resolver knows. */
  readonly at: (host: string, path?: string) => string;
  /** Method, host and path of every request so far: `GET a.test:81/x`. */
  readonly seen: readonly string[];
  readonly requests: readonly IncomingMessage[];
  /** Lets exactly this server through. */
  readonly allow: Allow;
};

export type Route = (request: IncomingMessage, response: ServerResponse) => void;

/** What answers at each path. */
export type Routes = Readonly<Record<string, Route>>;

/** A real server on the loopback that answers by path; 404 for all others. `address`: 127.0.0.1, ::1 or another loopback address. */
export const startSite = async (routes: Routes, address = '127.0.0.1'): Promise<TestSite> => {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    const route = routes[new URL(request.url ?? '/', 'http://site').pathname];
    if (route) route(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('none');
  };
  const server = createServer(listener);
  const port = await listening(server, address);
  return {
    port,
    requests,
    at: (host, path = '/') => `http://${host}:${port}${path}`,
    get seen() {
      return requests.map(({ method, headers, url }) => `${method} ${headers.host}${url}`);
    },
    allow: (asked, askedPort) => asked === address && askedPort === port,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};

/** @returns the port */
export const listening = async (server: Server, address = '127.0.0.1'): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(0, address, resolve);
  await promise;
  return (server.address() as AddressInfo).port;
};

/** A page of HTML. */
export const html =
  (body: string | Uint8Array, type = 'text/html; charset=utf-8'): Route =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };

/** A redirect. */
export const redirect =
  (status: number, location: string): Route =>
  (_request, response) => {
    response.writeHead(status, { location }).end();
  };
