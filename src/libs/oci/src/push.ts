import { createReadStream } from 'node:fs';
import { blobFile, readBlob } from './layout.ts';
import { type Outgoing, type Registry, RegistryError, request } from './request.ts';
import { type Descriptor, manifestSchema } from './schema.ts';

export type Push = {
  registry: Registry;
  repository: string;
  /** The folder with the image's blobs. */
  layout: string;
  image: Descriptor;
  tags: readonly string[];
  signal?: AbortSignal | undefined;
  /** Told of each blob, once it is there. */
  onBlob?: ((blob: Descriptor, sent: boolean) => void) | undefined;
};

/**
 * Pushes an image by the distribution API: its blobs, except those that the registry has, then its manifest under its
 * digest and under each tag.
 * @throws RegistryError with the registry's own words
 */
export async function push({ registry, repository, layout, image, tags, signal, onBlob }: Push): Promise<void> {
  const bytes = await readBlob(layout, image.digest);
  const manifest = manifestSchema.parse(JSON.parse(bytes.toString()));
  const ask = (outgoing: Omit<Outgoing, 'registry' | 'signal'>) => request({ ...outgoing, registry, signal });
  for (const blob of [...manifest.layers, manifest.config]) {
    const head = await ask({ method: 'HEAD', path: `/v2/${repository}/blobs/${blob.digest}` });
    if (head.status !== 200) await send(blob);
    onBlob?.(blob, head.status !== 200);
  }
  for (const reference of [image.digest, ...tags]) {
    const path = `/v2/${repository}/manifests/${reference}`;
    const headers = { 'content-type': image.mediaType, 'content-length': String(bytes.length) };
    demand(await ask({ method: 'PUT', path, headers, body: bytes }), 201, `${repository}:${reference}`);
  }

  /** Begin, send, finish: the one way that every registry knows. */
  async function send(blob: Descriptor): Promise<void> {
    const begun = await ask({ method: 'POST', path: `/v2/${repository}/blobs/uploads/`, headers: EMPTY });
    demand(begun, 202, repository);
    const sent = await ask({
      method: 'PATCH',
      path: begun.headers.location ?? '',
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(blob.size) },
      body: createReadStream(blobFile(layout, blob.digest)),
    });
    demand(sent, 202, `${repository}@${blob.digest}`);
    const place = sent.headers.location ?? begun.headers.location ?? '';
    const path = `${place}${place.includes('?') ? '&' : '?'}digest=${encodeURIComponent(blob.digest)}`;
    demand(await ask({ method: 'PUT', path, headers: EMPTY }), 201, `${repository}@${blob.digest}`);
  }
}

const EMPTY = { 'content-length': '0' };

function demand(answer: Awaited<ReturnType<typeof request>>, status: number, what: string): void {
  if (answer.status !== status) throw new RegistryError(what, answer.status, answer.body);
}
