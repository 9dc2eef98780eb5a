import type { IncomingMessage } from 'node:http';

/** A request's body; undefined when it is longer than allowed, and the rest of it stays unread. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left as it is on an early return: ending the stream would end the connection before the answer is sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
