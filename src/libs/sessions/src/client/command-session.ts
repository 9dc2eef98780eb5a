import { jsonPayload, MOST_BYTES, PAYLOAD } from '../words.ts';
import { type ConnectOptions, connect } from './connect.ts';

/** A command that runs at the far end, on a terminal of its own. */
export interface CommandSession extends AsyncDisposable {
  write(data: Buffer): void;
  resize(size: { cols: number; rows: number }): void;
  /** Resolves when it has ended, with what the agent says about it; never rejects. */
  readonly ended: Promise<string>;
}

export type CommandSessionOptions = Pick<ConnectOptions, 'offer' | 'resume'> & {
  /** What it prints, as it comes. */
  printed(data: Buffer): void;
};

/** @throws ProtocolError when no session comes about */
export async function openCommandSession({ offer, resume, printed }: CommandSessionOptions): Promise<CommandSession> {
  const { channel, ended, terminate } = await connect({
    offer,
    resume,
    drained: () => undefined,
    received(payloadType, payload) {
      if (payloadType === PAYLOAD.data || payloadType === PAYLOAD.stdErr) printed(payload);
    },
  });
  return {
    write(data) {
      for (let from = 0; from < data.length; from += MOST_BYTES)
        channel.send(PAYLOAD.data, data.subarray(from, from + MOST_BYTES));
    },
    resize: (size) => channel.send(PAYLOAD.size, jsonPayload(size)),
    ended,
    [Symbol.asyncDispose]: terminate,
  };
}
