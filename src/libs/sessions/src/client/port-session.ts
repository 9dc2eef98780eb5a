import type { Duplex } from 'node:stream';
import { ProtocolError } from '../protocol-error.ts';
import { createStreams, type Streams } from '../streams.ts';
import { FLAG, MULTIPLEXES_AFTER, newerThan, PAYLOAD } from '../words.ts';
import { type ConnectOptions, connect } from './connect.ts';

/** A forwarded port: carries TCP connections to where the session leads. */
export interface PortSession extends AsyncDisposable {
  carry(socket: Duplex): void;
  /** Connections that it carries. */
  readonly count: number;
  /** Resolves when it has ended, with what the agent says about it; never rejects. */
  readonly ended: Promise<string>;
}

export type PortSessionOptions = Pick<ConnectOptions, 'offer' | 'resume'> & {
  /** A connection could not be made at the far end. */
  refused(): void;
};

/** @throws ProtocolError when no port session comes about */
export async function openPortSession({ offer, resume, refused }: PortSessionOptions): Promise<PortSession> {
  let streams: Streams | undefined;
  const connection = await connect({
    offer,
    resume,
    drained: () => streams?.drained(),
    received(payloadType, payload) {
      if (payloadType === PAYLOAD.data) streams?.receive(payload);
      if (payloadType === PAYLOAD.flag && payload.readUInt32BE(0) === FLAG.connectFailed) refused();
    },
  });
  const { channel, agentVersion, sessionType, ended } = connection;
  if (sessionType !== 'Port' || !newerThan(agentVersion, MULTIPLEXES_AFTER)) {
    await connection.terminate();
    throw new ProtocolError(
      sessionType === 'Port'
        ? `the agent is too old (${agentVersion})`
        : `a session of ${sessionType} forwards no port`,
    );
  }
  const made = createStreams({ channel });
  streams = made;
  void ended.then(() => made.end());
  return {
    carry: made.carry,
    get count() {
      return made.count;
    },
    ended,
    async [Symbol.asyncDispose]() {
      made.end();
      await connection.terminate();
    },
  };
}
