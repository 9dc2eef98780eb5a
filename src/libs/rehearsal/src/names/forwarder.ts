import { connect, createServer, type Socket } from 'node:net';
import { join } from '../load-balancer/join.ts';

export type Forwarder = {
  readonly connections: number;
  /** Refuses new connections; those that are open live on. */
  rest(): void;
  close(): Promise<void>;
};

type End = { address: string; port: number };

/** A task that does not answer the handshake in this real time is passed over. */
const CONNECT_MS = 3_000;

/**
 * Listens on `host:port` and joins each connection to an instance: the next in turn, or the one after it when that one
 * refuses. `instances` is asked at each connection. Rejects when it cannot listen.
 */
export async function openForwarder(host: string, port: number, instances: () => readonly End[]): Promise<Forwarder> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, async (caller) => {
    sockets.add(caller);
    caller.on('close', () => sockets.delete(caller));
    caller.on('error', () => caller.destroy());
    const all = instances();
    const first = turn++;
    for (let tried = 0; tried < all.length && !caller.destroyed; tried++) {
      const end = all[(first + tried) % all.length];
      const other = end && (await reach(end));
      if (other) return join(caller, other);
    }
    caller.resetAndDestroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, resolve);
  });
  return {
    get connections() {
      return sockets.size;
    },
    rest: () => void server.close(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Undefined when the instance refuses, or does not answer in time. */
function reach({ address, port }: End): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, allowHalfOpen: true, noDelay: true });
    const failed = () => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(CONNECT_MS, failed);
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.setTimeout(0).off('timeout', failed).off('error', failed);
      resolve(socket);
    });
  });
}
