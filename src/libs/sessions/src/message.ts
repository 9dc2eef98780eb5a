import { createHash, randomUUID } from 'node:crypto';
import { ProtocolError } from './protocol-error.ts';

/** What travels between client and agent, as both know it. */
export type MessageType =
  | 'input_stream_data'
  | 'output_stream_data'
  | 'acknowledge'
  | 'channel_closed'
  | 'pause_publication'
  | 'start_publication';

/** One message. `type` is a {@link MessageType}, or a word that only a newer peer knows. */
export type Message = {
  type: string;
  /** Counts the stream messages of one direction, from 0. */
  sequence: number;
  flags: number;
  id: string;
  payloadType: number;
  payload: Buffer;
};

const SCHEMA = 1;
/** Where the payload's length stands; the payload follows it. */
const HEADER = 116;
const AT = { type: 4, schema: 36, created: 40, sequence: 48, flags: 56, id: 64, digest: 80, payloadType: 112 };

/** A message in its form on the wire. Its digest covers the payload, and the receiver checks it. */
export function encodeMessage(message: Omit<Message, 'type' | 'id'> & { type: MessageType; id?: string }): Buffer {
  const { payload } = message;
  const bytes = Buffer.alloc(HEADER + 4 + payload.length);
  bytes.writeUInt32BE(HEADER, 0);
  bytes.write(message.type.padEnd(AT.schema - AT.type, ' '), AT.type, 'latin1');
  bytes.writeUInt32BE(SCHEMA, AT.schema);
  bytes.writeBigUInt64BE(BigInt(Date.now()), AT.created);
  bytes.writeBigInt64BE(BigInt(message.sequence), AT.sequence);
  bytes.writeBigUInt64BE(BigInt(message.flags), AT.flags);
  const id = Buffer.from((message.id ?? randomUUID()).replaceAll('-', ''), 'hex');
  // The lower half of the UUID comes first.
  id.copy(bytes, AT.id, 8, 16);
  id.copy(bytes, AT.id + 8, 0, 8);
  digestOf(payload).copy(bytes, AT.digest);
  bytes.writeUInt32BE(message.payloadType, AT.payloadType);
  bytes.writeUInt32BE(payload.length, HEADER);
  payload.copy(bytes, HEADER + 4);
  return bytes;
}

/** @throws ProtocolError when it is no message, or one whose payload was changed on its way */
export function decodeMessage(bytes: Buffer): Message {
  if (bytes.length < HEADER + 4) throw new ProtocolError(`a message of ${bytes.length} bytes is too short`);
  const header = bytes.readUInt32BE(0);
  if (header < HEADER || bytes.length < header + 4)
    throw new ProtocolError(`a header of ${header} bytes is not understood`);
  const length = bytes.readUInt32BE(header);
  const payload = bytes.subarray(header + 4, header + 4 + length);
  if (payload.length < length) throw new ProtocolError(`a payload of ${length} bytes is cut off at ${payload.length}`);
  if (!digestOf(payload).equals(bytes.subarray(AT.digest, AT.digest + 32)))
    throw new ProtocolError('a payload does not have its digest');
  const id = Buffer.concat([bytes.subarray(AT.id + 8, AT.id + 16), bytes.subarray(AT.id, AT.id + 8)]).toString('hex');
  return {
    type: bytes.toString('latin1', AT.type, AT.schema).replace(/[\0 ]+$/, ''),
    sequence: Number(bytes.readBigInt64BE(AT.sequence)),
    flags: Number(bytes.readBigUInt64BE(AT.flags)),
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    payloadType: bytes.readUInt32BE(AT.payloadType),
    payload: Buffer.from(payload),
  };
}

const digestOf = (payload: Buffer) => createHash('sha256').update(payload).digest();
