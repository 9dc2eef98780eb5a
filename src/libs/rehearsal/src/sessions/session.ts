import { randomBytes } from 'node:crypto';
import {
  type Channel,
  createChannel,
  FLAG,
  flagPayload,
  handshakeResponse,
  jsonPayload,
  PAYLOAD,
  type ProtocolError,
} from '@bookmark-manager/sessions';
import type { WebSocket } from 'ws';

/** What a session does once its client is there; made anew for each session. */
export interface Work {
  /** The session type that is offered in the handshake, with its properties. */
  readonly offer: { SessionType: string; Properties: unknown };
  /** The handshake is done. */
  begin(channel: Channel): void;
  received(payloadType: number, payload: Buffer): void;
  drained(): void;
  end(): Promise<void>;
}

export type SessionEnd = { because: string; tellClient: boolean };

/** One session: its token, its channel, its work. */
export interface Session {
  readonly id: string;
  readonly target: string;
  readonly startedAt: Date;
  /** A new token: the one before is not valid any more. */
  token(): string;
  /** Whether a client with this token may have it. */
  admits(token: string): boolean;
  attach(socket: WebSocket): void;
  end(end: SessionEnd): Promise<void>;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

export type SessionOptions = {
  id: string;
  target: string;
  now(): Date;
  /** Gets what refuses a connection, to tell the client. */
  work(tell: { connectFailed(): void; over(because: string): void }): Work;
  told(text: string): void;
};

/** As the agent in a Fargate task of platform 1.4.0 says it. */
const AGENT_VERSION = '3.3.40.0';
/** Real time that a client gets to come, first or again. */
const ABSENT_MS = 300_000;
/** Nothing was carried for so long: as the account's settings have it unless someone changed them. */
const IDLE_MS = 20 * 60_000;

export function createSession({ id, target, now, work: makeWork, told }: SessionOptions): Session {
  const over = Promise.withResolvers<void>();
  let token = '';
  let begun = false;
  let ending: Promise<void> | undefined;
  let absent: NodeJS.Timeout | undefined = wait(ABSENT_MS, 'its client did not come');
  let idle = wait(IDLE_MS, 'nothing was carried for 20 minutes');

  const channel = createChannel({
    end: 'agent',
    received,
    drained: () => work.drained(),
    closed: () => undefined,
    failed: (error: ProtocolError) => void end({ because: error.message, tellClient: false }),
    lost: () => {
      absent ??= wait(ABSENT_MS, 'its client went away');
    },
  });
  const work = makeWork({
    connectFailed: () => channel.send(PAYLOAD.flag, flagPayload(FLAG.connectFailed)),
    over: (because) => void end({ because, tellClient: true }),
  });

  return {
    id,
    target,
    startedAt: now(),
    token() {
      token = randomBytes(48).toString('base64');
      return token;
    },
    admits: (given) => token !== '' && given === token && ending === undefined,
    attach(socket) {
      clearTimeout(absent);
      absent = undefined;
      channel.attach(socket);
      if (begun) return;
      begun = true;
      told(`was opened to ${target}`);
      const actions = [{ ActionType: 'SessionType', ActionParameters: work.offer }];
      channel.send(
        PAYLOAD.handshakeRequest,
        jsonPayload({ AgentVersion: AGENT_VERSION, RequestedClientActions: actions }),
      );
    },
    end,
    ended: over.promise,
  };

  function received(payloadType: number, payload: Buffer): void {
    clearTimeout(idle);
    idle = wait(IDLE_MS, 'nothing was carried for 20 minutes');
    if (payloadType === PAYLOAD.handshakeResponse) {
      const { ProcessedClientActions } = handshakeResponse.parse(JSON.parse(payload.toString()));
      const refused = ProcessedClientActions?.find(({ ActionStatus }) => ActionStatus !== 1);
      if (refused) return void end({ because: `its client cannot do ${refused.ActionType}`, tellClient: true });
      channel.send(PAYLOAD.handshakeComplete, jsonPayload({ HandshakeTimeToComplete: 1_000_000, CustomerMessage: '' }));
      return void work.begin(channel);
    }
    const flag = payloadType === PAYLOAD.flag ? payload.readUInt32BE(0) : undefined;
    if (flag === FLAG.terminate) return void end({ because: 'its client ended it', tellClient: false });
    work.received(payloadType, payload);
  }

  function end({ because, tellClient }: SessionEnd): Promise<void> {
    ending ??= (async () => {
      clearTimeout(absent);
      clearTimeout(idle);
      await work.end();
      if (tellClient) {
        channel.tellClosed(`Session ${id} was closed: ${because}.`);
        await new Promise((resolve) => setTimeout(resolve, LAST_WORD_MS));
      }
      channel.close();
      if (begun) told(`ended: ${because}`);
      over.resolve();
    })();
    return ending;
  }

  function wait(ms: number, because: string): NodeJS.Timeout {
    return setTimeout(() => void end({ because, tellClient: true }), ms).unref();
  }
}

/** What was printed last gets so long to be acknowledged. */
const LAST_WORD_MS = 250;
