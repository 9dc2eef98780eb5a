import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export type Door = {
  readonly port: number;
  /** Closes the connections whose address is no longer let in. */
  recheck(): void;
  /** Connections that were turned away. */
  readonly refused: number;
  /** Of the connections that were let in, and what went through them. */
  traffic(): DoorTraffic;
  close(): Promise<void>;
};

export type DoorTraffic = { connections: number; bytesIn: number; bytesOut: number };

export type DoorOptions = {
  /** Tried first; 0 asks the system. When it is taken the next free one is used. */
  port: number;
  /** How long an idle connection is kept, real time. */
  idleMs: number;
  admits(address: string): boolean;
  request(request: IncomingMessage, response: ServerResponse): void;
  /** Undefined: whoever asks for another protocol is answered as if they had not. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** PEM: the door speaks HTTPS. */
  tls?: { certificate: string; key: string };
};

const HOST = '127.0.0.1';
const PORTS_TRIED = 50;
/** An ALB takes 64 kB of headers. */
const MAX_HEADER_BYTES = 65_536;

/** Listens on 127.0.0.1. A caller that is not admitted gets no byte: its connection is closed at once. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const sockets = new Set<Socket>();
  const passed: DoorTraffic = { connections: 0, bytesIn: 0, bytesOut: 0 };
  let refused = 0;
  const settings: ServerOptions = {
    keepAliveTimeout: options.idleMs,
    // Long uploads are cut by idleness alone, as at an ALB.
    requestTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
    shouldUpgradeCallback: (request) =>
      options.upgrade !== undefined && request.headers.upgrade?.toLowerCase() === 'websocket',
  };
  const { tls } = options;
  const server = tls ? createTlsServer({ ...settings, key: tls.key, cert: tls.certificate }) : createServer(settings);
  server.on('connection', (socket: Socket) => {
    if (!options.admits(socket.remoteAddress ?? '')) {
      refused++;
      return void socket.destroy();
    }
    passed.connections++;
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      passed.bytesIn += socket.bytesRead;
      passed.bytesOut += socket.bytesWritten;
    });
  });
  server.on('request', options.request);
  if (options.upgrade) server.on('upgrade', options.upgrade);
  const port = await listenFrom(server, options.port);
  return {
    port,
    get refused() {
      return refused;
    },
    traffic() {
      const sum = (of: (socket: Socket) => number) => [...sockets].reduce((total, socket) => total + of(socket), 0);
      return {
        connections: passed.connections,
        bytesIn: passed.bytesIn + sum((socket) => socket.bytesRead),
        bytesOut: passed.bytesOut + sum((socket) => socket.bytesWritten),
      };
    },
    recheck() {
      for (const socket of sockets) if (!options.admits(socket.remoteAddress ?? '')) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function listenFrom(server: Server, wanted: number): Promise<number> {
  for (let tried = 0; wanted !== 0 && tried < PORTS_TRIED && wanted + tried < 65_536; tried++) {
    if (await listens(server, wanted + tried)) return wanted + tried;
  }
  await listens(server, 0);
  return (server.address() as AddressInfo).port;
}

/** False when the port is taken or needs rights that we lack. */
function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const listening = () => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(port, HOST);
  });
}
