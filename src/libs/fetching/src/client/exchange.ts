import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIPv4, type LookupFunction, type Socket } from 'node:net';
import { asFailure, FetchFailure } from '../failure.ts';
import type { Target } from '../guard/target.ts';
import type { Limits } from './limits.ts';
import type { Watch } from './watch.ts';

export type Method = 'GET' | 'HEAD';

export type Exchange = {
  readonly target: Target;
  /** Checked: the connection is made to one of these and to no other. */
  readonly addresses: readonly string[];
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly watch: Watch;
  /** Certificates that are trusted beside Node's own. */
  readonly ca?: string | undefined;
};

/** One request and the head of its answer, on a connection of its own: nothing is kept open, no proxy of the environment is used. */
export const exchange = (options: Exchange): Promise<{ request: ClientRequest; response: IncomingMessage }> => {
  const { promise, resolve, reject } = Promise.withResolvers<{ request: ClientRequest; response: IncomingMessage }>();
  const { target, addresses, limits, watch } = options;
  const request = open(options);
  // what was thrown into the request comes out of it, or, once it is answered, out of the body
  watch.onEnd((failure) => request.destroy(failure));
  request.on('error', (error) => reject(asFailure(error)));
  request.on('close', () => reject(new FetchFailure('protocol')));
  request.on('upgrade', (_response, socket: Socket) => socket.destroy());
  request.on('socket', (socket) => {
    socket.once('connect', () => {
      if (!addresses.includes(socket.remoteAddress ?? '')) request.destroy(new FetchFailure('address'));
    });
    socket.once(target.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => watch.phase(limits.firstByteMs));
  });
  request.on('response', (response) => {
    watch.settle();
    resolve({ request, response });
  });
  request.end();
  return promise;
};

const open = ({ target, addresses, method, headers, ca }: Exchange): ClientRequest => {
  const { url, host, port } = target;
  const options = {
    method,
    host,
    port,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, ...headers, connection: 'close' },
    agent: false,
    lookup: pinned(addresses),
    maxHeaderSize: 32 * 1024,
    insecureHTTPParser: false,
  } as const;
  return url.protocol === 'https:'
    ? requestHttps({ ...options, ...(ca === undefined ? {} : { ca }) })
    : requestHttp(options);
};

/** What was looked up before is the answer, whatever the name server would say now. */
const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_host, options, told) => {
    const all = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));
    const [first] = all;
    if (options.all) told(null, all);
    else told(null, first?.address ?? '', first?.family);
  };
