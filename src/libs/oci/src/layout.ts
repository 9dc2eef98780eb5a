import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { digestOf, hexOf } from './digest.ts';
import { type Descriptor, type ImageConfig, type Index, indexSchema, type Manifest, MEDIA_TYPES } from './schema.ts';
import { type TarEntry, tar } from './tar.ts';

/** A layer that was written: its blob, and the digest of what is in it before it was compressed. */
export type Layer = { blob: Descriptor; diffId: string };

/** Where a layout (the folder form of images) keeps the blob of that digest. */
export const blobFile = (layout: string, digest: string): string => join(layout, 'blobs/sha256', hexOf(digest));

/** Writes a layer's blob. The same entries and the same time give the same digest. */
export async function writeLayer(
  layout: string,
  entries: AsyncIterable<TarEntry> | Iterable<TarEntry>,
  { mtime }: { mtime: number },
): Promise<Layer> {
  const plain = createHash('sha256');
  async function* noted() {
    for await (const chunk of tar(entries, mtime)) {
      plain.update(chunk);
      yield chunk;
    }
  }
  const blob = await pack(layout, Readable.from(noted()));
  return { blob, diffId: `sha256:${plain.digest('hex')}` };
}

/** Writes the blob of a layer that is an archive already. */
export const packLayer = (layout: string, archive: string): Promise<Descriptor> =>
  pack(layout, createReadStream(archive));

async function pack(layout: string, archive: Readable): Promise<Descriptor> {
  await mkdir(join(layout, 'blobs/sha256'), { recursive: true });
  const draft = join(layout, 'blobs', `draft-${randomUUID()}`);
  const hash = createHash('sha256');
  let size = 0;
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  try {
    await pipeline(archive, createGzip(), counted, createWriteStream(draft));
    const digest = `sha256:${hash.digest('hex')}`;
    await rename(draft, blobFile(layout, digest));
    return { mediaType: MEDIA_TYPES.layer, digest, size };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const NAME = 'org.opencontainers.image.ref.name';

/** What a layout calls its image: a tag. */
export const nameOf = ({ annotations }: Descriptor): string | undefined => annotations?.[NAME];

/** An image that was written: its manifest's digest is its own; bytes are those of its blobs, compressed. */
export type WrittenImage = { image: Descriptor; bytes: number };

/** Makes an image of layers that are in the layout already (the lowest first), and the layout's only one. */
export async function writeImage(
  layout: string,
  given: {
    layers: readonly Layer[];
    config: Pick<ImageConfig, 'architecture' | 'os' | 'created' | 'config'>;
    /** A tag. */
    name?: string;
  },
): Promise<WrittenImage> {
  const { layers, config, name } = given;
  const { architecture, os } = config;
  const rootfs = { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) } as const;
  return writeManifest(layout, {
    config: await addBlob(layout, MEDIA_TYPES.config, json({ ...config, rootfs })),
    layers: layers.map(({ blob }) => blob),
    platform: { architecture, os },
    name,
  });
}

/** Makes an image of blobs that are in the layout already, and the layout's only one. */
export async function writeManifest(
  layout: string,
  given: {
    config: Descriptor;
    layers: readonly Descriptor[];
    platform: { architecture: string; os: string };
    name: string | undefined;
  },
): Promise<WrittenImage> {
  const { config, layers, platform, name } = given;
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    config,
    layers: [...layers],
  };
  const image: Descriptor = {
    ...(await addBlob(layout, MEDIA_TYPES.manifest, json(manifest))),
    platform,
    ...(name === undefined ? {} : { annotations: { [NAME]: name } }),
  };
  const index: Index = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [image] };
  await writeFile(join(layout, 'index.json'), json(index));
  await writeFile(join(layout, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  return { image, bytes: [config, ...layers].reduce((sum, { size }) => sum + size, 0) };
}

/** The image of a layout; undefined when there is none. @throws Error when the layout holds several, or cannot be read */
export async function readLayout(layout: string): Promise<Descriptor | undefined> {
  const text = await readFile(join(layout, 'index.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { manifests } = indexSchema.parse(JSON.parse(text));
  if (manifests.length > 1) throw new Error(`${layout} holds ${manifests.length} images, and one is expected`);
  return manifests[0];
}

export async function readBlob(layout: string, digest: string): Promise<Buffer> {
  return readFile(blobFile(layout, digest));
}

export async function addBlob(layout: string, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const digest = digestOf(bytes);
  await mkdir(join(layout, 'blobs/sha256'), { recursive: true });
  await writeFile(blobFile(layout, digest), bytes);
  return { mediaType, digest, size: bytes.length };
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
