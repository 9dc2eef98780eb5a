import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { ResumeSessionCommand, SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { deferred, openPortSession, type PortSession } from '@bookmark-manager/sessions';
import { StagingError } from '../errors.ts';
import type { ClientOptions } from '../target/target.ts';
import { duplexPair } from './duplex-pair.ts';
import { carryClient, type Verification } from './postgres.ts';

/** A port of this machine that leads to the database, until it is disposed. */
export interface Tunnel extends AsyncDisposable {
  readonly port: number;
  /** Connections that it has carried until now. */
  readonly carried: number;
  /** Resolves with the reason when it cannot be used any more; never rejects. */
  readonly broken: Promise<string>;
}

export type TunnelOptions = {
  client: ClientOptions;
  /** The container that the tunnel goes through: `ecs:…`. */
  through: string;
  to: { host: string; port: number };
  verification: Verification;
  /** On 127.0.0.1; 0 asks the system for one. */
  port: number;
  /** Whether the task still runs; asked when a session has ended. */
  isAlive(): Promise<boolean>;
  warn(text: string): void;
};

/** The agent of a task that has just started is not known everywhere at once. */
const AGENT_MS = 60_000;
const AGAIN_MS = 1_000;

/** Listens here, and opens the session. A session that ends for want of use is opened again by the next connection. */
export async function openTunnel(options: TunnelOptions): Promise<Tunnel> {
  const { to, verification, warn } = options;
  const ssm = new SSMClient(options.client);
  const broken = deferred<string>();
  let session: Promise<PortSession> | undefined;
  let carried = 0;
  let over = false;

  const current = () => {
    session ??= open().catch((error: unknown) => {
      session = undefined;
      throw error;
    });
    return session;
  };
  const server = await listen(options.port, (client) => {
    client.on('error', () => client.destroy());
    carry(client).catch((error: Error) => {
      client.destroy();
      if (!over && carried > 0) warn(`A connection through the tunnel failed: ${error.message}.`);
    });
  });
  try {
    await current();
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    port: server.port,
    get carried() {
      return carried;
    },
    broken: broken.promise,
    async [Symbol.asyncDispose]() {
      over = true;
      server.close();
      const open = await session?.catch(() => undefined);
      await open?.[Symbol.asyncDispose]();
    },
  };

  async function carry(client: Socket): Promise<void> {
    const through = await current();
    carried += 1;
    const [near, far] = duplexPair();
    near.on('error', () => undefined);
    through.carry(far);
    await carryClient(client, near, verification).catch((error: Error) => {
      near.destroy();
      throw error;
    });
  }

  async function open(): Promise<PortSession> {
    const Parameters = { host: [to.host], portNumber: [String(to.port)], localPortNumber: [String(options.port)] };
    const { SessionId, StreamUrl, TokenValue } = await start(Parameters);
    const opened = await openPortSession({
      offer: { streamUrl: StreamUrl ?? '', token: TokenValue ?? '' },
      refused: () => warn(`The tunnel's task cannot reach ${to.host}:${to.port}.`),
      async resume() {
        const again = await ssm.send(new ResumeSessionCommand({ SessionId })).catch(() => undefined);
        return again?.StreamUrl ? { streamUrl: again.StreamUrl, token: again.TokenValue ?? '' } : undefined;
      },
    });
    void opened.ended.then(async (why) => {
      session = undefined;
      if (over || (await options.isAlive().catch(() => true))) return;
      broken.resolve(why || 'its task has stopped');
    });
    return opened;
  }

  async function start(Parameters: Record<string, string[]>) {
    const DocumentName = 'AWS-StartPortForwardingSessionToRemoteHost';
    const until = Date.now() + AGENT_MS;
    for (;;) {
      try {
        return await ssm.send(new StartSessionCommand({ Target: options.through, DocumentName, Parameters }));
      } catch (error) {
        const early = error instanceof Error && error.name === 'TargetNotConnected' && Date.now() < until;
        if (!early || over) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }
}

/** Before anything is started for a tunnel. @throws StagingError when its port is taken */
export async function checkPort(port: number): Promise<void> {
  const { close } = await listen(port, (client) => client.destroy());
  close();
}

/** On both loopback addresses, as `localhost` is either; the second one where this machine has it. */
async function listen(port: number, serve: (client: Socket) => void): Promise<{ port: number; close(): void }> {
  const clients = new Set<Socket>();
  const servers: Server[] = [];
  const on = async (host: string, wanted: number) => {
    const server = createServer((client) => {
      clients.add(client);
      client.once('close', () => clients.delete(client));
      serve(client);
    });
    server.listen(wanted, host);
    await once(server, 'listening');
    servers.push(server);
    const address = server.address();
    return typeof address === 'object' && address ? address.port : wanted;
  };
  const taken = await on('127.0.0.1', port).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? portTaken(port) : error;
  });
  await on('::1', taken).catch(() => undefined);
  return {
    port: taken,
    close() {
      for (const server of servers) server.close();
      for (const client of clients) client.destroy();
    },
  };
}

function portTaken(port: number): StagingError {
  return new StagingError(
    `Port ${port} of this machine is taken: something else listens there, a PostgreSQL perhaps.`,
    {
      hint: `Take another one: --port ${port === 5432 ? 15432 : port + 1}`,
    },
  );
}
