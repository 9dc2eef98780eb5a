import {
  digestOf,
  indexSchema,
  isDigest,
  isIndexType,
  type Manifest,
  MEDIA_TYPES,
  manifestSchema,
} from '@bookmark-manager/oci';
import { type Blobs, createBlobs } from './blobs.ts';
import { expired } from './lifecycle.ts';
import { createRecords, type ImageRecord } from './records.ts';
import { refusal } from './refusal.ts';
import type { Repositories } from './repositories.ts';

/** What was pushed: what every repository has, and what it is made of. */
export interface RegistryStore {
  readonly blobs: Blobs;
  images(repository: string): readonly ImageRecord[];
  repositories(): string[];
  /** By digest or tag. */
  find(repository: string, reference: string): ImageRecord | undefined;
  /**
   * Takes a manifest in, under its digest and, unless `reference` is that, under a tag; then lets go what the repository's
   * lifecycle policy lets go. @throws Refusal
   */
  put(push: { repository: string; reference: string; mediaType: string; bytes: Buffer }): Promise<ImageRecord>;
  /** Removes a tag, and with its last one the image; with a digest, the image and all its tags. Returns what there was. */
  remove(repository: string, reference: string): Promise<ImageRecord | undefined>;
  removeAll(repository: string): Promise<void>;
}

export type StoreOptions = {
  directory: string;
  repositories: Repositories;
  now(): Date;
  /** Told of each image that a lifecycle policy let go. */
  onExpired(repository: string, image: ImageRecord): void;
};

/** @throws DamagedImages */
export async function createRegistryStore(options: StoreOptions): Promise<RegistryStore> {
  const { directory, repositories, now, onExpired } = options;
  const records = await createRecords(directory);
  const blobs = await createBlobs(directory);
  await sweep();
  const find = (repository: string, reference: string) =>
    records.of(repository).find(({ digest, tags }) => digest === reference || tags.includes(reference));

  return {
    blobs,
    images: records.of,
    repositories: records.repositories,
    find,
    async put({ repository, reference, mediaType, bytes }) {
      const settings = await repositories.find(repository);
      if (!settings) throw refusal('NAME_UNKNOWN', `The repository with name '${repository}' does not exist`);
      const digest = digestOf(bytes);
      const tag = isDigest(reference) ? undefined : reference;
      if (tag === undefined && reference !== digest)
        throw refusal('DIGEST_INVALID', `the manifest's digest is ${digest}, not ${reference}`);
      const { parts, size } = await inspect(repository, mediaType, bytes);
      const holder = tag === undefined ? undefined : find(repository, tag);
      if (settings.immutable && holder && holder.digest !== digest)
        throw refusal(
          'TAG_INVALID',
          `The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten because the repository is immutable.`,
        );
      await blobs.put(bytes);
      const pushedAt = now().toISOString();
      await records.change(repository, (images) => {
        const before = images.find((image) => image.digest === digest);
        const fresh = before ?? { digest, mediaType, size, tags: [], pushedAt, parts };
        const others = images
          .filter((image) => image !== before)
          .map((image) => ({ ...image, tags: image.tags.filter((one) => one !== tag) }));
        const tags = tag === undefined || fresh.tags.includes(tag) ? fresh.tags : [...fresh.tags, tag];
        return [...others, { ...fresh, tags }];
      });
      await expire(repository);
      return find(repository, digest) ?? { digest, mediaType, size, tags: [], pushedAt, parts };
    },
    async remove(repository, reference) {
      const found = find(repository, reference);
      if (!found) return undefined;
      await records.change(repository, (images) =>
        images.flatMap((image) => {
          if (image.digest !== found.digest) return [image];
          const tags = isDigest(reference) ? [] : image.tags.filter((tag) => tag !== reference);
          // As ECR does: an image whose last tag is removed goes with it.
          return tags.length === 0 ? [] : [{ ...image, tags }];
        }),
      );
      return found;
    },
    async removeAll(repository) {
      await records.change(repository, () => []);
      await sweep();
    },
  };

  /** What a manifest names must be there before it. */
  async function inspect(repository: string, mediaType: string, bytes: Buffer) {
    if (isIndexType(mediaType)) {
      const parts = parse(indexSchema, bytes).manifests.map(({ digest }) => digest);
      const missing = parts.find((digest) => !find(repository, digest));
      if (missing) throw refusal('MANIFEST_BLOB_UNKNOWN', `the repository has no image ${missing}`);
      return { parts, size: bytes.length };
    }
    if (mediaType !== MEDIA_TYPES.manifest && mediaType !== MEDIA_TYPES.dockerManifest)
      throw refusal('MANIFEST_INVALID', `manifests of the type ${mediaType} are not known here`);
    const manifest: Manifest = parse(manifestSchema, bytes);
    const named = [manifest.config, ...manifest.layers];
    for (const { digest } of named) {
      if ((await blobs.size(digest)) === undefined)
        throw refusal('MANIFEST_BLOB_UNKNOWN', `the repository has no blob ${digest}`);
    }
    return { parts: named.map(({ digest }) => digest), size: named.reduce((sum, { size }) => sum + size, 0) };
  }

  /** AWS does this within a day; here it is seen at once. */
  async function expire(repository: string): Promise<void> {
    const policy = await repositories.lifecyclePolicy(repository);
    if (policy === undefined) return;
    const gone = expired(policy, records.of(repository), now());
    if (gone.length === 0) return;
    const digests = new Set(gone.map(({ digest }) => digest));
    await records.change(repository, (images) => images.filter(({ digest }) => !digests.has(digest)));
    for (const image of gone) onExpired(repository, image);
    await sweep();
  }

  async function sweep(): Promise<void> {
    const images = records.repositories().flatMap((repository) => records.of(repository));
    await blobs.sweep(new Set(images.flatMap(({ digest, parts }) => [digest, ...parts])));
  }
}

function parse<T>(schema: { parse(value: unknown): T }, bytes: Buffer): T {
  try {
    return schema.parse(JSON.parse(bytes.toString()));
  } catch {
    throw refusal('MANIFEST_INVALID', 'the manifest cannot be understood');
  }
}
