import type { Answer } from './types.ts';
import type { Fault } from './wire.ts';

/**
 * Words a fault for a client that speaks CBOR (smithy-rpc-v2). No client that the project uses speaks it yet; one that begins
 * to, after an update, must be told plainly instead of getting moto's 404 page.
 */
export function renderCborFault(error: Fault): Answer {
  const entries = [text('__type'), text(error.type), text('message'), text(error.message)];
  return {
    status: error.status,
    headers: { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' },
    body: Buffer.concat([Buffer.from([0xa2]), ...entries]),
  };
}

/** Major type 3, with the length in two bytes. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const head = Buffer.from([0x79, 0, 0]);
  head.writeUInt16BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
