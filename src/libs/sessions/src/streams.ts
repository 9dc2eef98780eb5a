import type { Duplex } from 'node:stream';
import type { Channel } from './channel.ts';
import { COMMAND, createFrameReader, encodeFrame, HEADER_BYTES } from './frames.ts';
import { MOST_BYTES, PAYLOAD } from './words.ts';

/** TCP connections carried by one channel. */
export interface Streams {
  /** Carries a connection that was accepted here. */
  carry(socket: Duplex): void;
  /** What arrived for the connections. */
  receive(payload: Buffer): void;
  /** The channel takes more again. */
  drained(): void;
  readonly count: number;
  /** Breaks all connections. */
  end(): void;
}

export type StreamsOptions = {
  channel: Pick<Channel, 'send' | 'full' | 'pause' | 'resume'>;
  /** A connection that the other end has opened, to where it leads; undefined refuses it. */
  dial?(): Promise<Duplex | undefined>;
};

type Stream = { socket?: Duplex; early: Buffer[]; ended: boolean; closing: boolean };

/** Bytes that a slow reader may leave here before the whole channel waits for it: smux 1 knows no window of one stream. */
const UNREAD_BYTES = 1024 * 1024;

export function createStreams({ channel, dial }: StreamsOptions): Streams {
  const streams = new Map<number, Stream>();
  const slow = new Set<Duplex>();
  const read = createFrameReader();
  let last = 1;

  return {
    carry(socket) {
      last += 2;
      send(COMMAND.open, last);
      join(last, { early: [], ended: false, closing: false }, socket);
    },
    receive(payload) {
      for (const { command, stream, data } of read(payload)) take(command, stream, data);
    },
    drained() {
      for (const { socket } of streams.values()) socket?.resume();
    },
    get count() {
      return streams.size;
    },
    end() {
      for (const { socket } of streams.values()) socket?.destroy();
      streams.clear();
    },
  };

  function take(command: number, id: number, data: Buffer): void {
    if (command === COMMAND.open) return void accept(id);
    const stream = streams.get(id);
    if (!stream) return;
    if (command === COMMAND.data) {
      if (stream.socket) write(stream.socket, data);
      else stream.early.push(Buffer.from(data));
    }
    if (command === COMMAND.close) {
      stream.closing = true;
      stream.socket?.end();
    }
  }

  function accept(id: number): void {
    const stream: Stream = { early: [], ended: false, closing: false };
    streams.set(id, stream);
    void (async () => {
      const socket = await dial?.().catch(() => undefined);
      if (socket && streams.has(id)) return join(id, stream, socket);
      socket?.destroy();
      streams.delete(id);
      send(COMMAND.close, id);
    })();
  }

  function join(id: number, stream: Stream, socket: Duplex): void {
    streams.set(id, stream);
    stream.socket = socket;
    const finish = () => {
      if (!stream.ended) send(COMMAND.close, id);
      stream.ended = true;
    };
    socket.on('data', (data) => {
      for (let from = 0; from < data.length; from += MOST_BYTES - HEADER_BYTES)
        send(COMMAND.data, id, data.subarray(from, from + MOST_BYTES - HEADER_BYTES));
      if (channel.full) for (const other of streams.values()) other.socket?.pause();
    });
    socket.on('end', finish);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      finish();
      streams.delete(id);
      quickened(socket);
    });
    for (const data of stream.early.splice(0)) write(socket, data);
    if (stream.closing) socket.end();
  }

  function write(socket: Duplex, data: Buffer): void {
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(data);
    if (socket.writableLength < UNREAD_BYTES || slow.has(socket)) return;
    slow.add(socket);
    channel.pause();
    socket.once('drain', () => quickened(socket));
  }

  function quickened(socket: Duplex): void {
    if (slow.delete(socket) && slow.size === 0) channel.resume();
  }

  function send(command: number, id: number, data?: Buffer): void {
    channel.send(PAYLOAD.data, encodeFrame(command, id, data));
  }
}
