import { connect, type Socket } from 'node:net';
import { createStreams, PAYLOAD, type Streams } from '@bookmark-manager/sessions';
import type { Work } from './session.ts';

export type PortWorkOptions = {
  port: string;
  localPort: string;
  /** Where the session leads now; a sentence when it leads nowhere. */
  reach(): Promise<{ host: string; port: number } | { refused: string }>;
  connectFailed(): void;
  warn(text: string): void;
};

const CONNECT_MS = 5_000;

/** Forwards a port: every connection of the client becomes one to where the session leads. */
export function portWork(options: PortWorkOptions): Work {
  let streams: Streams | undefined;
  return {
    offer: {
      SessionType: 'Port',
      Properties: { portNumber: options.port, localPortNumber: options.localPort, type: 'LocalPortForwarding' },
    },
    begin(channel) {
      streams = createStreams({ channel, dial });
    },
    received(payloadType, payload) {
      if (payloadType === PAYLOAD.data) streams?.receive(payload);
    },
    drained: () => streams?.drained(),
    async end() {
      streams?.end();
    },
  };

  async function dial(): Promise<Socket | undefined> {
    const place = await options.reach().catch((error: Error) => ({ refused: error.message }));
    const socket = 'refused' in place ? undefined : await opened(place);
    if (socket) return socket;
    options.warn('refused' in place ? place.refused : 'nothing listens there');
    options.connectFailed();
    return undefined;
  }
}

function opened(place: { host: string; port: number }): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(place);
    const giveUp = () => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(CONNECT_MS, giveUp);
    socket.once('error', giveUp);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', giveUp);
      resolve(socket);
    });
  });
}
