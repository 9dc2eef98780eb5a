import type { Upload } from './blobs.ts';
import type { Asked, Handler } from './http.ts';
import { refusal } from './refusal.ts';
import type { RegistryStore } from './store.ts';

/** How a blob comes in: at once with its digest, or begun, sent in one piece or many, and finished. */
export const uploadHandlers: Record<string, Handler> = {
  async POST({ incoming, response, repository, url }, { blobs }) {
    const mounted = url.searchParams.get('mount');
    if (mounted && (await blobs.size(mounted)) !== undefined) return created({ response, repository }, mounted);
    const id = blobs.begin();
    const digest = url.searchParams.get('digest');
    if (!digest) return underway({ response, repository }, { id, size: 0 });
    await complete({ incoming, response, repository }, found(blobs.upload(id), id), digest);
  },
  async PATCH({ incoming, response, repository, rest }, store) {
    const upload = uploadOf(store, rest);
    inOrder(incoming.headers['content-range'], upload);
    await upload.append(incoming);
    underway({ response, repository }, upload);
  },
  async PUT({ incoming, response, repository, rest, url }, store) {
    const digest = url.searchParams.get('digest') ?? '';
    await complete({ incoming, response, repository }, uploadOf(store, rest), digest);
  },
  GET({ response, repository, rest }, store) {
    underway({ response, repository }, uploadOf(store, rest), 204);
  },
  async DELETE({ response, rest }, store) {
    await uploadOf(store, rest).cancel();
    response.writeHead(204).end();
  },
};

type Place = Pick<Asked, 'response' | 'repository'>;

async function complete(place: Place & Pick<Asked, 'incoming'>, upload: Upload, digest: string): Promise<void> {
  await upload.append(place.incoming);
  if (!(await upload.finish(digest))) throw refusal('DIGEST_INVALID', `what was sent is not ${digest}`);
  created(place, digest);
}

function created({ response, repository }: Place, digest: string): void {
  const location = `/v2/${repository}/blobs/${digest}`;
  response.writeHead(201, { location, 'docker-content-digest': digest, 'content-length': 0 }).end();
}

function underway({ response, repository }: Place, { id, size }: Pick<Upload, 'id' | 'size'>, status = 202): void {
  response.writeHead(status, {
    location: `/v2/${repository}/blobs/uploads/${id}`,
    range: `0-${Math.max(0, size - 1)}`,
    'docker-upload-uuid': id,
    ...(status === 204 ? {} : { 'content-length': 0 }),
  });
  response.end();
}

function uploadOf({ blobs }: RegistryStore, id: string): Upload {
  return found(blobs.upload(id), id);
}

function found(upload: Upload | undefined, id: string): Upload {
  if (!upload) throw refusal('BLOB_UPLOAD_UNKNOWN', `there is no upload ${id}`);
  return upload;
}

/** A piece that says where it belongs must belong to the end. */
function inOrder(range: string | undefined, { size }: Upload): void {
  const [, begin] = /^(?:bytes )?(\d+)-/.exec(range ?? '') ?? [];
  if (begin !== undefined && Number(begin) !== size) throw refusal('RANGE_INVALID', `${size} bytes are there`);
}
