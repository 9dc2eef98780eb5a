import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { withoutHop } from './headers.ts';
import type { Target } from './model.ts';
import { answerStatus } from './own-answers.ts';

/** Connections to targets that are kept for the next request. */
export type Upstream = { agent: http.Agent };

export function createUpstream(): Upstream {
  // A target may close a kept connection at any moment; `forward` repeats a request that meets such a one.
  return { agent: new http.Agent({ keepAlive: true, maxFreeSockets: 64 }) };
}

export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
  /** What the target gets instead of the caller's headers. */
  headers: string[];
  /** Real time without a byte in either direction until the exchange is given up. */
  idleMs: number;
};

/** Streams a request to a target and its answer back; resolves when the exchange has ended, however it did. */
export async function forward(exchange: Exchange, upstream: Upstream): Promise<void> {
  if ((await attempt(exchange, upstream)) === 'stale') await attempt(exchange, upstream);
}

/** `stale`: a kept connection was dead before anything came back, and the request can be sent again. */
function attempt(
  { request, response, target, headers, idleMs }: Exchange,
  { agent }: Upstream,
): Promise<'stale' | 'ended'> {
  const repeatable = isRepeatable(request);
  const outgoing = http.request({
    host: target.id,
    port: target.port,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: repeatable ? headers : [...headers, ...framing(request)],
    // What cannot be sent twice does not take its chances on a kept connection.
    agent: repeatable ? agent : false,
    timeout: idleMs,
  });
  return new Promise((resolve) => {
    const closed = () => {
      if (!response.writableFinished) outgoing.destroy();
      resolve('ended');
    };
    response.on('close', closed);
    outgoing.on('timeout', () => outgoing.destroy(new Timeout()));
    outgoing.on('response', (incoming) => relay(incoming, response));
    outgoing.on('error', (error) => {
      if (response.destroyed || response.headersSent) response.destroy();
      else if (repeatable && outgoing.reusedSocket && !(error instanceof Timeout)) {
        response.off('close', closed);
        resolve('stale');
      } else fail(request, response, error);
    });
    if (repeatable) outgoing.end();
    else request.pipe(outgoing);
  });
}

class Timeout extends Error {}

function relay(incoming: IncomingMessage, response: ServerResponse): void {
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', withoutHop(incoming.rawHeaders));
  response.flushHeaders();
  incoming.on('error', () => response.destroy());
  incoming.pipe(response);
}

/** The caller stopped sending: 408; the target did not answer: 504; it closed or refused: 502. */
function fail(request: IncomingMessage, response: ServerResponse, error: Error): void {
  const timedOut = error instanceof Timeout;
  const status = timedOut ? (request.complete ? 504 : 408) : 502;
  // What is left of the body is not read: the connection ends with the answer.
  if (!request.complete) response.setHeader('connection', 'close');
  answerStatus(response, status);
}

function isRepeatable(request: IncomingMessage): boolean {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  return !hasBody && ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'].includes(request.method ?? '');
}

function framing(request: IncomingMessage): string[] {
  return request.headers['transfer-encoding'] === undefined ? [] : ['Transfer-Encoding', 'chunked'];
}
