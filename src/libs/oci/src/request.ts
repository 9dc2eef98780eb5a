import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';

/** Where a registry is, and the token that it is spoken to with (`Authorization: Basic …`). */
export type Registry = { address: string; token: string };

export type Outgoing = {
  registry: Registry;
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT';
  /** Below the registry's address, or a whole address that the registry gave. */
  path: string;
  headers?: Record<string, string>;
  body?: Buffer | Readable;
  signal?: AbortSignal | undefined;
};

export type Answer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** What a registry refused, in its own words. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly status: number;
  /** The distribution API's, such as NAME_UNKNOWN; undefined when the registry gives none. */
  readonly code: string | undefined;

  constructor(what: string, status: number, body: string) {
    const [first] = errorsIn(body);
    super(`${what}: ${first?.message ?? `the registry answers ${status}`}`);
    this.status = status;
    this.code = first?.code;
  }
}

/** Sends one request and reads its whole answer, which is small: blobs are only ever sent. */
export async function request({ registry, method, path, headers, body, signal }: Outgoing): Promise<Answer> {
  const url = new URL(path, registry.address);
  // A place that the registry names elsewhere (a store of blobs) is not told its token.
  const own = url.host === new URL(registry.address).host;
  const outgoing = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    headers: { ...(own ? { authorization: `Basic ${registry.token}` } : {}), ...headers },
    ...(signal ? { signal } : {}),
  });
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
  });
  // A body that cannot be read breaks the request off; a registry that has answered need not read it to its end.
  if (body instanceof Readable) void pipeline(body, outgoing).catch(() => undefined);
  else outgoing.end(body);
  const answer = await answered;
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString() };
}

const errors = z.object({ errors: z.array(z.object({ code: z.string(), message: z.string().optional() })).min(1) });

function errorsIn(body: string): { code: string; message?: string | undefined }[] {
  try {
    return errors.parse(JSON.parse(body)).errors;
  } catch {
    return [];
  }
}
