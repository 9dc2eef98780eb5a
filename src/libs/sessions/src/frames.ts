import { ProtocolError } from './protocol-error.ts';

/** smux 1: many connections over one. `open` begins a stream, `close` ends it, `data` belongs to it, `nothing` keeps awake. */
export const COMMAND = { open: 0, close: 1, data: 2, nothing: 3 } as const;

export type Frame = { command: number; stream: number; data: Buffer };

const VERSION = 1;
/** Version, command, length and stream, little-endian. */
export const HEADER_BYTES = 8;

export function encodeFrame(command: number, stream: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + data.length);
  frame[0] = VERSION;
  frame[1] = command;
  frame.writeUInt16LE(data.length, 2);
  frame.writeUInt32LE(stream, 4);
  data.copy(frame, HEADER_BYTES);
  return frame;
}

/** Reads frames out of pieces that may end anywhere. */
export function createFrameReader(): (piece: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (piece) => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const frames: Frame[] = [];
    while (rest.length >= HEADER_BYTES) {
      if (rest[0] !== VERSION) throw new ProtocolError(`frames of version ${rest[0]} are not understood`);
      const end = HEADER_BYTES + rest.readUInt16LE(2);
      if (rest.length < end) break;
      frames.push({ command: rest[1] ?? 0, stream: rest.readUInt32LE(4), data: rest.subarray(HEADER_BYTES, end) });
      rest = rest.subarray(end);
    }
    return frames;
  };
}
