import { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { maxBodyBytes } from '../http/limits.ts';
import { ProblemError } from '../http/problem-error.ts';

/** Fields that are lists, though one value of them looks like any other. */
const lists: ReadonlySet<string> = new Set(['tag_names']);

/**
 * A body as fields: JSON as it was parsed, or a form, whose body is still to be read. In a form `tag_names`, `tag_names[]` and `tag_names[0]` are
 * one list: each client's library writes lists in its own way.
 * @throws ProblemError for a form that is broken or too large, and for what is neither
 */
export const readBody = async (body: unknown, type = ''): Promise<unknown> =>
  body instanceof Readable ? fields(await read(body, type)) : body;

const fields = (pairs: readonly (readonly [string, string])[]): Record<string, string | string[]> => {
  const made = new Map<string, string | string[]>();
  for (const [written, value] of pairs) {
    const name = written.replace(/\[\d*\]$/, '');
    const known = made.get(name);
    if (lists.has(name)) made.set(name, Array.isArray(known) ? [...known, value] : [value]);
    else made.set(name, value);
  }
  return Object.fromEntries(made);
};

const read = (body: Readable, type: string): Promise<[string, string][]> =>
  new Promise((resolve, reject) => {
    const parser = formParser(type);
    const pairs: [string, string][] = [];
    let bytes = 0;
    const fail = (error: ProblemError): void => {
      body.unpipe(parser);
      // the caller goes on sending what nobody reads, and hears the answer only when somebody does
      body.resume();
      reject(error);
    };
    const broken = () => fail(new ProblemError('invalid-request', 'The form in the body is broken'));
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) fail(new ProblemError('too-large', `Send no more than ${maxBodyBytes / 1024} KiB`));
    });
    parser.on('field', (name: string, value: string) => pairs.push([name, value]));
    parser.on('file', (_name: string, file: Readable) => file.resume());
    parser.once('finish', () => resolve(pairs));
    parser.once('error', broken);
    body.once('error', broken);
    body.once('aborted', broken);
    body.pipe(parser);
  });

const formParser = (type: string): BusboyInstance => {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { fields: 500, fieldSize: maxBodyBytes, parts: 500 },
    });
  } catch {
    throw new ProblemError('invalid-request', 'The form in the body has no boundary');
  }
};
