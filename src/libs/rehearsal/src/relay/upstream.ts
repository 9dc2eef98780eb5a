import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { isWrite } from './identify.ts';
import type { Address, Answer, Call, Forward, Request, Upstream } from './types.ts';
import { isPage, unanswered } from './unanswered.ts';
import { fault } from './wire.ts';

/** Hop-by-hop headers, and what Node sets or has answered itself. `host` is kept: queue URLs are made of it. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect', 'proxy-connection'];

type Sent = { method: string; url: string; headers: Request['headers'] };

/**
 * Talks to the emulator over kept connections, and tells it the world's time with each request: its answers live in it.
 * `onGap` hears of each operation that the emulator has no answer to.
 */
export function createLink(upstream: Upstream, onGap: (call: Call) => void, now: () => Date) {
  const agent = new http.Agent({ keepAlive: true });

  const open = (address: Address, sent: Sent, framing: OutgoingHttpHeaders) =>
    http.request({
      agent,
      ...address,
      method: sent.method,
      path: sent.url,
      headers: {
        ...withoutHops(sent.headers, ['content-length']),
        ...framing,
        'x-rehearsal-now': String(now().getTime()),
      },
    });

  const named = (call: Call, method: string, answer: Answer): Answer => {
    if (isPage(method, answer.status, answer.headers)) onGap(call);
    return unanswered(call, method, answer);
  };

  const exchange = async (address: Address, request: Request): Promise<Answer> => {
    const outgoing = open(address, request, { 'content-length': request.body.length });
    const answered = responseTo(outgoing);
    outgoing.end(request.body);
    const response = await answered;
    return { status: statusOf(response), headers: flat(response.headers), body: await readAll(response) };
  };

  /**
   * Sends a request whose body is at hand. When the emulator dies under it, its successor gets it again: the successor comes
   * from a snapshot that no unanswered write is in.
   */
  const forward: Forward = async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const address = await upstream.address();
      try {
        return named(request, request.method, await exchange(address, request));
      } catch (error) {
        const again = (await upstream.replaced(address)) || !isWrite(request, request.method);
        if (!again || attempt === 3) throw lost(error);
      }
    }
  };

  /** Passes a request through without holding its body; resolves with the status once the answer is through. */
  const stream = async (call: Call, incoming: IncomingMessage, response: ServerResponse): Promise<number> => {
    const sent = { method: incoming.method ?? 'GET', url: incoming.url ?? '/', headers: incoming.headers };
    const length = incoming.headers['content-length'];
    const chunked = incoming.headers['transfer-encoding'] !== undefined;
    const framing =
      length !== undefined ? { 'content-length': length } : chunked ? { 'transfer-encoding': 'chunked' } : {};
    const outgoing = open(await upstream.address(), sent, framing);
    const answered = responseTo(outgoing);
    // The client is gone before its body was complete: the emulator must not take the half for the whole.
    incoming.on('close', () => incoming.complete || outgoing.destroy(new Error('the client went away')));
    incoming.pipe(outgoing);
    const answer = await answered.catch((error) => {
      throw lost(error);
    });
    const status = statusOf(answer);
    if (isPage(sent.method, status, answer.headers)) {
      const worded = named(call, sent.method, { status, headers: flat(answer.headers), body: await readAll(answer) });
      response.writeHead(worded.status, worded.headers).end(worded.body);
      return worded.status;
    }
    response.writeHead(status, withoutHops(answer.headers, []));
    await pipeline(answer, response).catch(() => outgoing.destroy());
    return status;
  };

  return { forward, stream, close: () => agent.destroy() };
}

/** Everything a stream holds. */
export async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

function responseTo(outgoing: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve);
    // Not once: an error that follows the answer is the reader's to see, and must not end the process.
    outgoing.on('error', reject);
  });
}

function statusOf(response: IncomingMessage): number {
  return response.statusCode ?? 502;
}

function withoutHops(headers: Request['headers'], others: readonly string[]): OutgoingHttpHeaders {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);
  const dropped = new Set([...HOP, ...named, ...others]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

function flat(headers: http.IncomingHttpHeaders): Record<string, string> {
  const kept = withoutHops(headers, ['content-length']);
  return Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, String(value)]));
}

function lost(error: unknown) {
  const why = error instanceof Error ? error.message : String(error);
  return fault('ServiceUnavailable', `The emulator broke off without an answer (${why}). Try again.`, 503);
}
