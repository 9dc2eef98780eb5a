import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { type Channel, createChannel } from '../channel.ts';
import { deferred } from '../deferred.ts';
import { ProtocolError } from '../protocol-error.ts';
import {
  ACTION,
  CLIENT_VERSION,
  FLAG,
  flagPayload,
  handshakeRequest,
  jsonPayload,
  PAYLOAD,
  sessionType as sessionTypeSchema,
} from '../words.ts';

/** What StartSession, ExecuteCommand and ResumeSession give. */
export type Offer = { streamUrl: string; token: string };

export type ConnectOptions = {
  offer: Offer;
  /** Asks for the session again after a lost connection; undefined when it is over. */
  resume(): Promise<Offer | undefined>;
  received(payloadType: number, payload: Buffer): void;
  drained(): void;
};

/** A session whose handshake is done. */
export interface Connection {
  readonly channel: Channel;
  readonly agentVersion: string;
  /** `Port`, `InteractiveCommands`, … */
  readonly sessionType: string;
  /** Resolves when the session has ended, with what the agent says about it; never rejects. */
  readonly ended: Promise<string>;
  /** Asks the agent to end it, and ends this side. */
  terminate(): Promise<void>;
}

const HANDSHAKE_MS = 30_000;
const PING_MS = 30_000;
const RESUMES = 5;
/** What a terminate flag gets to leave this machine. */
const LAST_WORD_MS = 300;

/** Opens a session's data channel and goes through its handshake. @throws ProtocolError when there is none to have */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const ended = deferred<string>();
  const ready = deferred<{ agentVersion: string; sessionType: string }>();
  ready.promise.catch(() => undefined); // told by whoever waits for it, if anybody does by then
  const clientId = randomUUID();
  let over = false;
  let kind: { agentVersion: string; sessionType: string } | undefined;

  const end = (why: string) => {
    if (over) return;
    over = true;
    clearInterval(pinging);
    channel.close();
    ready.reject(new ProtocolError(why || 'the session ended before it began'));
    ended.resolve(why);
  };
  const channel = createChannel({
    end: 'client',
    drained: options.drained,
    closed: end,
    failed: (error) => end(error.message),
    lost: () => void goOn(),
    received(payloadType, payload) {
      if (payloadType === PAYLOAD.handshakeRequest) return answer(payload);
      if (payloadType === PAYLOAD.handshakeComplete) return kind ? ready.resolve(kind) : undefined;
      options.received(payloadType, payload);
    },
  });
  let socket: WebSocket | undefined;
  const pinging = setInterval(() => socket?.readyState === 1 && socket.ping(), PING_MS);

  await open(options.offer).catch((error) => {
    end(error.message);
    throw error;
  });
  const late = setTimeout(() => end('the agent does not shake hands'), HANDSHAKE_MS);
  const { agentVersion, sessionType } = await ready.promise.finally(() => clearTimeout(late));
  return {
    channel,
    agentVersion,
    sessionType,
    ended: ended.promise,
    async terminate() {
      if (!over) {
        channel.send(PAYLOAD.flag, flagPayload(FLAG.terminate));
        const patience = new Promise((resolve) => setTimeout(resolve, LAST_WORD_MS));
        await Promise.race([ended.promise, patience]);
      }
      end('');
    },
  };

  async function open({ streamUrl, token }: Offer): Promise<void> {
    const made = new WebSocket(streamUrl, { perMessageDeflate: false, handshakeTimeout: HANDSHAKE_MS });
    await new Promise<void>((resolve, reject) => {
      made.once('open', resolve);
      made.once('error', (error) => reject(new ProtocolError(`the data channel cannot be opened: ${error.message}`)));
    });
    socket = made;
    const opening = {
      MessageSchemaVersion: '1.0',
      RequestId: randomUUID(),
      TokenValue: token,
      ClientId: clientId,
      ClientVersion: CLIENT_VERSION,
    };
    made.send(JSON.stringify(opening));
    channel.attach(made);
  }

  /** After a lost connection: the same session over another. */
  async function goOn(): Promise<void> {
    for (let attempt = 0; !over && attempt < RESUMES; attempt += 1) {
      try {
        const offer = await options.resume();
        if (offer === undefined) break;
        return await open(offer);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
      }
    }
    end('the connection was lost');
  }

  function answer(payload: Buffer): void {
    const request = handshakeRequest.parse(JSON.parse(payload.toString()));
    const actions = request.RequestedClientActions.map(({ ActionType, ActionParameters }) => {
      if (ActionType !== 'SessionType') {
        const why = `${ActionType} is not supported by this client`;
        return { ActionType, ActionStatus: ACTION.unsupported, ActionResult: null, Error: why };
      }
      kind = { agentVersion: request.AgentVersion, sessionType: sessionTypeSchema.parse(ActionParameters).SessionType };
      return { ActionType, ActionStatus: ACTION.done, ActionResult: null };
    });
    const errors = actions.flatMap((action) => ('Error' in action ? action.Error : []));
    const response = { ClientVersion: CLIENT_VERSION, ProcessedClientActions: actions, Errors: errors };
    channel.send(PAYLOAD.handshakeResponse, jsonPayload(response));
    if (errors.length > 0)
      end(`the account's sessions ask for what only AWS's own client can do (${errors.join(', ')})`);
  }
}
