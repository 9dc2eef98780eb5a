import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { portOf } from '@bookmark-manager/serving';

export type FakeS3 = AsyncDisposable & {
  readonly endpoint: string;
  /** What lies in it, by `/bucket/key`. */
  readonly objects: Map<string, Uint8Array>;
  /** Uploads in parts that are neither complete nor given up. */
  readonly unfinished: () => number;
  /** Answers what no real one would, from then on. */
  refuse: ((method: string, query: URLSearchParams) => boolean) | undefined;
};

/** Stands in for S3 at its boundary, HTTP: as much of it as files need. It checks no signature. */
export const startFakeS3 = async (): Promise<FakeS3> => {
  const objects = new Map<string, Uint8Array>();
  const uploads = new Map<string, Map<number, Uint8Array>>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://s3');
    const body = Buffer.concat(await request.toArray());
    const { method = '' } = request;
    const answer = (status: number, text = '', headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(text);
    const upload = query.get('uploadId') ?? '';
    const etag = { etag: `"${createHash('md5').update(body).digest('hex')}"` };
    if (s3.refuse?.(method, query)) answer(403, '<Error><Code>AccessDenied</Code></Error>');
    else if (method === 'POST' && request.headers['content-type']?.startsWith('multipart/form-data')) {
      const stored = await takeForm(body, request.headers['content-type']);
      if (stored) objects.set(`${pathname}${stored.key}`, stored.file);
      answer(stored ? 204 : 403, stored ? '' : '<Error><Code>AccessDenied</Code></Error>');
    } else if (method === 'POST' && query.has('uploads')) {
      const id = String(uploads.size + 1);
      uploads.set(id, new Map());
      answer(200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    } else if (method === 'PUT' && upload) {
      uploads.get(upload)?.set(Number(query.get('partNumber')), body);
      answer(200, '', etag);
    } else if (method === 'POST' && upload) {
      const numbers = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map((match) => Number(match[1]));
      objects.set(pathname, Buffer.concat(numbers.map((part) => uploads.get(upload)?.get(part) ?? Buffer.alloc(0))));
      uploads.delete(upload);
      answer(200, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>');
    } else if (method === 'DELETE') {
      if (upload) uploads.delete(upload);
      else objects.delete(pathname);
      answer(204);
    } else if (method === 'PUT') {
      objects.set(pathname, body);
      answer(200, '', etag);
    } else {
      const found = objects.get(pathname);
      if (found) response.writeHead(200, { 'content-length': found.length }).end(found);
      else answer(404, '<Error><Code>NoSuchKey</Code></Error>');
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // as S3 says it to a page of any origin
  server.prependListener('request', (_, response) => {
    response.setHeader('access-control-allow-origin', '*');
  });
  const s3: FakeS3 = {
    endpoint: `http://127.0.0.1:${portOf(server)}`,
    objects,
    unfinished: () => uploads.size,
    refuse: undefined,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return s3;
};

/** What a form brings, when its policy allows it. */
const takeForm = async (
  body: Buffer<ArrayBuffer>,
  type: string,
): Promise<{ key: string; file: Uint8Array } | undefined> => {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  const { expiration, conditions } = JSON.parse(Buffer.from(String(form.get('policy')), 'base64').toString());
  const file = form.get('file');
  const isFor = (condition: unknown): boolean => {
    if (!Array.isArray(condition)) {
      const [[name = '', value] = []] = Object.entries(condition as Record<string, string>);
      return name === 'bucket' || form.get(name) === value;
    }
    const [, least, most] = condition;
    return file instanceof File && least <= file.size && file.size <= most;
  };
  if (!(file instanceof File) || new Date(expiration) < new Date() || !conditions.every(isFor)) return undefined;
  return { key: String(form.get('key')), file: await file.bytes() };
};
