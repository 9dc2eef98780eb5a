import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { withoutHop } from './headers.ts';
import type { Target } from './model.ts';
import { answerStatus } from './own-answers.ts';
import { sendBody } from './send-body.ts';

/** Connections to targets that are kept for the next request. */
export type Upstream = { agent: http.Agent; fresh: http.Agent };

export function createUpstream(): Upstream {
  // A target may close a kept connection at any moment; `forward` repeats a request that meets such a one.
  const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 64 });
  // What cannot be sent twice does not take its chances on a kept connection. Its own is not announced as the last one,
  // or a target that answers early would close it while the body is still on its way.
  const fresh = new http.Agent({ keepAlive: true });
  // As an option 0 would mean the default.
  fresh.maxFreeSockets = 0;
  return { agent, fresh };
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
  const first = isRepeatable(exchange.request) ? upstream.agent : upstream.fresh;
  if ((await attempt(exchange, first)) === 'stale') await attempt(exchange, upstream.fresh);
}

/** `stale`: a kept connection was dead before anything came back, and the request can be sent again. */
function attempt(exchange: Exchange, agent: http.Agent): Promise<'stale' | 'ended'> {
  const { request, response, target, headers, idleMs } = exchange;
  const repeatable = isRepeatable(request);
  const outgoing = http.request({
    host: target.id,
    port: target.port,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: repeatable ? headers : [...headers, ...framing(request)],
    agent,
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
      // Once there is an answer, whether it is whole is for its own stream to say.
      if (response.destroyed || response.headersSent) return;
      if (repeatable && outgoing.reusedSocket && !(error instanceof Timeout)) {
        response.off('close', closed);
        resolve('stale');
        return;
      }
      outgoing.destroy();
      fail(request, response, error);
    });
    if (repeatable) outgoing.end();
    else sendBody(request, outgoing);
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
  if (status === 408) response.setHeader('connection', 'close');
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
