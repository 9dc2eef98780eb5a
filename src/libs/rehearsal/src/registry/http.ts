import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { isDigest } from '@bookmark-manager/oci';
import { Refusal, refusal } from './refusal.ts';
import type { RegistryStore } from './store.ts';
import { uploadHandlers } from './uploads.ts';

/** A request that was understood: the repository, and what stands behind it in the path. */
export type Asked = { incoming: IncomingMessage; response: ServerResponse; repository: string; rest: string; url: URL };

type Options = {
  store: RegistryStore;
  accepts(authorization: string | undefined): boolean;
  /** Told of what a bug, not a client, is the cause of. */
  broke(error: unknown): void;
};

/** The distribution API of version 2 (that of `docker push`), over HTTP on 127.0.0.1. */
export interface RegistryServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** Port 0 asks the system for one. */
  listen(port: number): Promise<void>;
}

/** A repository's name may have slashes: what follows it is one of a few words. */
const PATH = /^\/v2\/(?<repository>[a-z0-9._/-]+?)\/(?<kind>blobs\/uploads|blobs|manifests|tags)\/(?<rest>.*)$/;
/** ECR takes no larger one either. */
const LARGEST_MANIFEST = 4 * 1024 * 1024;

export function createRegistryServer({ store, accepts, broke }: Options): RegistryServer {
  const server = http.createServer({ requestTimeout: 0 }, (incoming, response) => {
    answer(incoming, response).catch((error: unknown) => refuse(error, response));
  });

  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    response.setHeader('docker-distribution-api-version', 'registry/2.0');
    const url = new URL(incoming.url ?? '/', 'http://registry');
    const given = url.searchParams.get('token');
    if (!accepts(incoming.headers.authorization ?? (given ? `Basic ${given}` : undefined))) {
      response.setHeader(
        'www-authenticate',
        `Basic realm="http://${incoming.headers.host}/",service="ecr.amazonaws.com"`,
      );
      throw refusal('UNAUTHORIZED', 'Not Authorized: aws ecr get-login-password gives what to log in with');
    }
    if (url.pathname === '/v2/' || url.pathname === '/v2') return void response.end('{}');
    const { repository = '', kind = '', rest = '' } = PATH.exec(url.pathname)?.groups ?? {};
    const handler = HANDLERS[kind]?.[incoming.method ?? ''];
    if (!handler) throw refusal('UNSUPPORTED', `${incoming.method} ${url.pathname} is not supported`);
    await handler({ incoming, response, repository, rest: decodeURIComponent(rest), url }, store);
  };

  const refuse = (error: unknown, response: ServerResponse) => {
    if (!(error instanceof Refusal)) broke(error);
    if (response.headersSent) return void response.destroy();
    const known = error instanceof Refusal;
    const { code, message, status } = known ? error : { code: 'UNKNOWN', message: String(error), status: 500 };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ code, message }] }));
  };

  return {
    get address() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve();
        });
      }),
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

export type Handler = (asked: Asked, store: RegistryStore) => Promise<void> | void;

const HANDLERS: Record<string, Record<string, Handler>> = {
  manifests: { GET: getManifest, HEAD: getManifest, PUT: putManifest },
  blobs: { GET: getBlob, HEAD: getBlob },
  'blobs/uploads': uploadHandlers,
  tags: { GET: listTags },
};

async function getManifest({ incoming, response, repository, rest }: Asked, store: RegistryStore): Promise<void> {
  const found = store.find(repository, rest);
  if (!found) throw refusal('MANIFEST_UNKNOWN', `${repository} has no image ${rest}`);
  const bytes = await store.blobs.read(found.digest);
  response.writeHead(200, {
    'content-type': found.mediaType,
    'content-length': bytes.length,
    'docker-content-digest': found.digest,
  });
  response.end(incoming.method === 'HEAD' ? undefined : bytes);
}

async function putManifest({ incoming, response, repository, rest }: Asked, store: RegistryStore): Promise<void> {
  const mediaType = incoming.headers['content-type'] ?? '';
  const { digest } = await store.put({ repository, reference: rest, mediaType, bytes: await readSmall(incoming) });
  const location = `/v2/${repository}/manifests/${digest}`;
  response.writeHead(201, { location, 'docker-content-digest': digest, 'content-length': 0 }).end();
}

async function getBlob({ incoming, response, rest }: Asked, { blobs }: RegistryStore): Promise<void> {
  const size = isDigest(rest) ? await blobs.size(rest) : undefined;
  if (size === undefined) throw refusal('BLOB_UNKNOWN', `there is no blob ${rest}`);
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': size,
    'docker-content-digest': rest,
  });
  if (incoming.method === 'HEAD') return void response.end();
  // A client that went away is no fault of ours.
  await pipeline(blobs.stream(rest), response).catch(() => undefined);
}

/** All tags, or `n` of them behind `last`. */
function listTags({ response, repository, rest, url }: Asked, store: RegistryStore): void {
  if (rest !== 'list') throw refusal('UNSUPPORTED', `tags/${rest} is not supported`);
  const all = store.images(repository).flatMap(({ tags }) => tags);
  const last = url.searchParams.get('last') ?? '';
  const behind = all.filter((tag) => tag > last).sort();
  const count = Number(url.searchParams.get('n') ?? behind.length);
  const tags = behind.slice(0, count);
  if (tags.length < behind.length) {
    const next = `/v2/${repository}/tags/list?n=${count}&last=${encodeURIComponent(tags.at(-1) ?? '')}`;
    response.setHeader('link', `<${next}>; rel="next"`);
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ name: repository, tags }));
}

async function readSmall(incoming: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    size += (part as Buffer).length;
    if (size > LARGEST_MANIFEST) throw refusal('MANIFEST_INVALID', 'the manifest is larger than 4 MiB');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}
