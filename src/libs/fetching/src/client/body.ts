import type { IncomingMessage } from 'node:http';
import { pipeline, type Transform, type TransformCallback, Transform as TransformStream } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { asFailure, FetchFailure } from '../failure.ts';

/** What we can unpack, and ask for. */
export const acceptedEncodings = 'gzip, br';

/**
 * The body as it arrives, unpacked. No more than `maxBytes` are taken from the wire, and no more come out.
 * @throws FetchFailure
 */
export async function* bodyOf(response: IncomingMessage, maxBytes: number): AsyncGenerator<Uint8Array> {
  const unpack = unpackers.get(encodingOf(response));
  if (unpack === undefined) throw new FetchFailure('encoding');
  const steps = [counted(maxBytes), ...unpack(), counted(maxBytes)];
  // its end and its errors are read from the last step
  const last = pipeline([response, ...steps], () => {}) as unknown as Transform;
  try {
    for await (const chunk of last) yield chunk as Uint8Array;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw /^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/.test(code) ? new FetchFailure('encoding', error) : asFailure(error);
  }
}

const encodingOf = ({ headers }: IncomingMessage): string =>
  (headers['content-encoding'] ?? '').trim().toLowerCase().replace(/^x-/, '') || 'identity';

const unpackers = new Map<string, () => Transform[]>([
  ['identity', () => []],
  ['gzip', () => [createGunzip()]],
  ['br', () => [createBrotliDecompress()]],
  ['deflate', () => [createInflate()]],
]);

const counted = (maxBytes: number): Transform => {
  let bytes = 0;
  return new TransformStream({
    transform(chunk: Uint8Array, _encoding, done: TransformCallback) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(new FetchFailure('too-large'));
      else done(null, chunk);
    },
  });
};
