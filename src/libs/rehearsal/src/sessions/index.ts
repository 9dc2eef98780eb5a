import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDataChannel } from '@bookmark-manager/sessions';
import { type WebSocket, WebSocketServer } from 'ws';
import { createClients } from '../aws.ts';
import type { Context, Rewrite } from '../context.ts';
import type { Part } from '../part.ts';
import type { Tasks } from '../tasks/index.ts';
import { createReach, type Reach } from './reach.ts';
import { sessionRows } from './rows.ts';
import { createOpenSessions } from './sessions.ts';

export type SessionsPartOptions = {
  tasks: Pick<Tasks, 'find'>;
  rewrite: Rewrite;
  /** A Python, for terminals; no packages are needed. */
  python: string;
  /** For tests: what stands in for the emulator. */
  reach?: Reach;
};

export interface SessionsPart extends Part {
  readonly name: 'sessions';
  /** Every data channel loses its connection, as in a bad network; the sessions stay. */
  breakChannels(): void;
}

/** Session Manager and ECS Exec: forwarded ports and commands in running tasks, as the published client knows them. */
export function createSessions(context: Context, options: SessionsPartOptions): SessionsPart {
  const { tasks, rewrite, python } = options;
  const { events, clock } = context;
  const server = createServer((_, response) => response.writeHead(404).end());
  const channels = new WebSocketServer({ server, perMessageDeflate: false });
  const sessions = createOpenSessions({
    events,
    python,
    now: clock.now,
    task: tasks.find,
    reach: options.reach ?? createReach(createClients(context.endpoint, context.region), rewrite),
    origin: () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  channels.on('connection', (socket, { url = '' }) => {
    const id = new URL(url, 'ws://sessions').pathname.split('/').pop() ?? '';
    socket.on('error', () => socket.terminate());
    socket.once('message', (data, binary) => welcome(socket, id, binary ? '' : String(data)));
  });

  return {
    name: 'sessions',
    table: sessionRows(sessions),
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => resolve());
      }),
    breakChannels,
    picture: () => [...sessions.all.values()].map(({ id, target, startedAt }) => ({ id, target, startedAt })),
    async [Symbol.asyncDispose]() {
      const because = 'the rehearsal is being stopped';
      await Promise.all([...sessions.all.values()].map((session) => session.end({ because, tellClient: true })));
      breakChannels();
      channels.close();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };

  function breakChannels(): void {
    for (const socket of channels.clients) socket.terminate();
  }

  /** The first frame says who comes; whoever has no token gets nothing. */
  function welcome(socket: WebSocket, id: string, text: string): void {
    const opening = openDataChannel.safeParse(parse(text)).data;
    const session = sessions.all.get(id);
    if (opening && session?.admits(opening.TokenValue)) session.attach(socket);
    else socket.close(1008, 'the session is not known');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
