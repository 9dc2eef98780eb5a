import type { Readable } from 'node:stream';
import { maxImportBytes } from '@bookmark-manager/contract';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../http/problem-error.ts';

/** Room for the lines that multipart/form-data puts around a file. */
const envelopeBytes = 64 * 1024;

/**
 * The file in a request's body, as it arrives: the body itself when it is a file, the first file of multipart/form-data.
 * @throws ProblemError before a byte is read when the request says that it is too large, and as soon as it turns out to be
 */
export const fileOf = (request: FastifyRequest): AsyncIterable<Uint8Array> => {
  const type = request.headers['content-type'] ?? '';
  if (Number(request.headers['content-length'] ?? 0) > maxImportBytes + envelopeBytes) throw tooLarge();
  if (/^(text\/(html|csv|xml)|application\/octet-stream)\b/i.test(type))
    return limited(whole(request.raw.iterator({ destroyOnReturn: false })));
  if (/^multipart\/form-data\b/i.test(type)) return limited(whole(firstFile(request.raw, type)));
  throw new ProblemError(
    'unsupported-media-type',
    'Send the file in a form (multipart/form-data), or as text/html, text/csv or application/octet-stream',
  );
};

const tooLarge = (): ProblemError =>
  new ProblemError('too-large', `The file is larger than ${maxImportBytes / 1024 / 1024} MiB`);

/** A file that may not be larger than an import takes. @throws ProblemError as soon as it turns out to be */
export async function* limited(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxImportBytes) throw tooLarge();
    yield chunk;
  }
}

/** A body that ends before its end is its sender's failure. */
async function* whole(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    throw error instanceof ProblemError ? error : new ProblemError('invalid-request', 'The body ends too early');
  }
}

async function* firstFile(body: Readable, type: string): AsyncGenerator<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Readable>();
  const broken = () => reject(new ProblemError('invalid-request', 'The form in the body is broken or holds no file'));
  const parser = multipartParser(type);
  parser.once('file', (_field: string, file: Readable) => {
    // it may break before anybody reads it: who reads it then is told
    file.on('error', (error) => file.destroy(error));
    resolve(file);
  });
  parser.once('finish', broken);
  parser.once('error', broken);
  body.once('error', broken);
  body.pipe(parser);
  try {
    yield* (await promise).iterator({ destroyOnReturn: false });
  } finally {
    body.unpipe(parser);
    // the caller goes on sending what nobody reads, and hears the answer only when somebody does
    body.resume();
  }
}

const multipartParser = (type: string): BusboyInstance => {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { files: 1, fields: 10, fieldSize: 1024, parts: 20 },
    });
  } catch {
    throw new ProblemError('invalid-request', 'The form in the body has no boundary');
  }
};
