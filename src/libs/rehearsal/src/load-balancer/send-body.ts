import type { ClientRequest, IncomingMessage } from 'node:http';

/** A body from this length on is held back for a moment: a target that refuses it does so at the sight of the headers. */
const LONG_BYTES = 1024 * 1024;
const HELD_BACK_MS = 25;
/** Real time after which a caller that neither sends nor goes away is let go. */
const STALLED_MS = 10_000;

/**
 * Streams a request's body to a target. A target may answer and close before it has read everything (413), and a write
 * that fails costs the answer that is waiting to be read: so a long body starts late, and each chunk is written right
 * after the sockets were polled.
 */
export function sendBody(request: IncomingMessage, outgoing: ClientRequest): void {
  const pass = (chunk: Buffer) => {
    request.pause();
    setImmediate(() => {
      if (!outgoing.destroyed && outgoing.write(chunk)) request.resume();
    });
  };
  const start = () => {
    if (outgoing.destroyed) return;
    request.on('data', pass);
    // After the last chunk, which may still wait for its turn.
    request.on('end', () => setImmediate(() => outgoing.end()));
  };
  outgoing.on('drain', () => request.resume());
  outgoing.on('close', () => {
    request.off('data', pass);
    discardRest(request);
  });
  const isLong = Number(request.headers['content-length'] ?? 0) >= LONG_BYTES;
  if (isLong) {
    outgoing.flushHeaders();
    setTimeout(start, HELD_BACK_MS);
  } else start();
}

/** Reads what is left of a body: a caller that still sends when its connection is closed may not see its answer. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  request.setTimeout(STALLED_MS, () => request.destroy());
  request.resume();
}
