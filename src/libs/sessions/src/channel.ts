import type { WebSocket } from 'ws';
import { createInbox } from './inbox.ts';
import { decodeMessage, encodeMessage, type Message, type MessageType } from './message.ts';
import { createOutbox } from './outbox.ts';
import { ProtocolError } from './protocol-error.ts';
import { ACKNOWLEDGE, acknowledgement, channelClosed, jsonPayload, SYN } from './words.ts';

/** A data channel: payloads in order, each once, over a WebSocket that may be replaced by another. */
export interface Channel {
  /** Goes on over this connection. */
  attach(socket: WebSocket): void;
  send(payloadType: number, payload: Buffer): void;
  /** The other end does not keep up: whoever sends should wait for `drained`. */
  readonly full: boolean;
  /** Stops reading, which makes the other end wait. */
  pause(): void;
  resume(): void;
  /** Tells the client that it is over, once it has everything (an agent only). */
  tellClosed(output: string): void;
  /** Sends nothing any more; the connection is closed once what was sent has left. */
  close(): void;
}

export type ChannelOptions = {
  /** Whose end this is: a client sends input, an agent output. */
  end: 'client' | 'agent';
  received(payloadType: number, payload: Buffer): void;
  drained(): void;
  /** The other end has closed the channel: `output` is what it has to say about it. */
  closed(output: string): void;
  /** The connection was lost; another may be attached. */
  lost(): void;
  /** It cannot go on: the other end is silent, or speaks another protocol. */
  failed(error: ProtocolError): void;
};

const TICK_MS = 50;
const HIGH = 512;
const LOW = 128;
/** Without a word for so long, the other end is gone. */
const SILENT_MS = 90_000;

export function createChannel(options: ChannelOptions): Channel {
  const outbox = createOutbox();
  const inbox = createInbox<Message>();
  const [mine, theirs]: MessageType[] =
    options.end === 'client'
      ? ['input_stream_data', 'output_stream_data']
      : ['output_stream_data', 'input_stream_data'];
  let socket: WebSocket | undefined;
  let held = false;
  let wasFull = false;
  let farewell: string | undefined;
  const ticking = setInterval(tick, TICK_MS);

  return {
    attach(given) {
      socket = given;
      outbox.restart();
      given.on('message', (data: Buffer, binary) => {
        if (binary && given === socket) guarded(() => receive(data));
      });
      given.once('close', () => {
        if (given !== socket) return;
        socket = undefined;
        options.lost();
      });
      given.on('error', () => given.terminate());
      flush();
    },
    send(payloadType, payload) {
      outbox.add((sequence) => {
        const flags = sequence === 0 ? SYN : 0;
        return encodeMessage({ type: mine ?? 'input_stream_data', sequence, flags, payloadType, payload });
      });
      wasFull ||= outbox.size >= HIGH;
      flush();
    },
    get full() {
      return wasFull;
    },
    pause: () => socket?.pause(),
    resume: () => socket?.resume(),
    tellClosed(output) {
      farewell = output;
      sayFarewell();
    },
    close() {
      clearInterval(ticking);
      const open = socket;
      socket = undefined;
      open?.close();
    },
  };

  function tick(): void {
    if (outbox.silentMs(Date.now()) > SILENT_MS) {
      clearInterval(ticking);
      options.failed(new ProtocolError('the other end does not answer any more'));
    } else flush();
  }

  function flush(): void {
    if (socket?.readyState !== 1 || held) return;
    for (const bytes of outbox.due(Date.now())) write(bytes);
  }

  function write(bytes: Buffer): void {
    if (socket?.readyState === 1) socket.send(bytes);
  }

  function receive(data: Buffer): void {
    const message = decodeMessage(data);
    switch (message.type) {
      case 'acknowledge':
        return void noteAcknowledged(message);
      case 'channel_closed':
        return void options.closed(channelClosed.parse(JSON.parse(message.payload.toString())).Output);
      case 'pause_publication':
        held = true;
        return;
      case 'start_publication':
        held = false;
        return void flush();
      case theirs:
        acknowledge(message);
        for (const one of inbox(message.sequence, message)) options.received(one.payloadType, one.payload);
    }
  }

  function noteAcknowledged({ payload }: Message): void {
    const { AcknowledgedMessageSequenceNumber } = acknowledgement.parse(JSON.parse(payload.toString()));
    outbox.acknowledged(AcknowledgedMessageSequenceNumber, Date.now());
    flush();
    sayFarewell();
    if (!wasFull || outbox.size > LOW) return;
    wasFull = false;
    options.drained();
  }

  function sayFarewell(): void {
    if (farewell === undefined || outbox.size > 0) return;
    const payload = jsonPayload({ MessageType: 'channel_closed', Output: farewell });
    write(encodeMessage({ type: 'channel_closed', sequence: 0, flags: 0, payloadType: 0, payload }));
    farewell = undefined;
  }

  function acknowledge({ type, id, sequence }: Message): void {
    const payload = jsonPayload({
      AcknowledgedMessageType: type,
      AcknowledgedMessageId: id,
      AcknowledgedMessageSequenceNumber: sequence,
      IsSequentialMessage: true,
    });
    write(encodeMessage({ type: 'acknowledge', sequence: 0, flags: ACKNOWLEDGE, payloadType: 0, payload }));
  }

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      options.failed(error instanceof ProtocolError ? error : new ProtocolError(`a message is not understood: ${why}`));
    }
  }
}
