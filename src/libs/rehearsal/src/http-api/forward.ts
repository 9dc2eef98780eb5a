import http from 'node:http';
import { type RawHeaders, withoutHop } from '../load-balancer/headers.ts';
import { MOST_BODY_BYTES } from './limits.ts';

/** A whole answer of an instance: the gateway gives nothing on before it has all of it. */
export type Answer = { status: number; headers: string[]; body: Buffer };

/** Why there is no answer. */
export class NoAnswer extends Error {
  readonly reason: 'timeout' | 'unreachable' | 'too large';
  constructor(reason: NoAnswer['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export type Sent = { method: string; path: string; headers: RawHeaders; body: Buffer };

/** Sends one request to an instance. @throws NoAnswer */
export function forwardTo(
  target: { address: string; port: number },
  sent: Sent,
  { agent, timeoutMs }: { agent: http.Agent; timeoutMs: number },
): Promise<Answer> {
  const isEmpty = sent.body.length === 0 && ['GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE'].includes(sent.method);
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      host: target.address,
      port: target.port,
      method: sent.method,
      path: sent.path,
      headers: [...sent.headers, ...(isEmpty ? [] : ['Content-Length', String(sent.body.length)])],
      agent,
    });
    // Of the whole exchange, whatever arrives meanwhile.
    const timer = setTimeout(() => fail('timeout', `no answer within ${timeoutMs / 1000} s`), timeoutMs);
    const fail = (reason: NoAnswer['reason'], message: string) => {
      clearTimeout(timer);
      reject(new NoAnswer(reason, message));
      outgoing.destroy();
    };
    outgoing.on('error', (error) => fail('unreachable', error.message));
    outgoing.on('response', (incoming) => {
      const parts: Buffer[] = [];
      let length = 0;
      incoming.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length > MOST_BODY_BYTES) fail('too large', `an answer of more than ${MOST_BODY_BYTES} bytes`);
      });
      incoming.on('error', (error) => fail('unreachable', error.message));
      incoming.on('end', () => {
        clearTimeout(timer);
        resolve({
          status: incoming.statusCode ?? 502,
          headers: withoutHop(incoming.rawHeaders),
          body: Buffer.concat(parts),
        });
      });
    });
    outgoing.end(sent.body);
  });
}
