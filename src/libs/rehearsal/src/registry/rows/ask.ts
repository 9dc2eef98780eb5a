import { fault, type Json } from '../../relay/wire.ts';
import type { ImageRecord } from '../records.ts';
import type { Repositories } from '../repositories.ts';
import type { RegistryStore } from '../store.ts';

/** What every row about images is given. */
export type Named = { registryId?: string; repositoryName: string };
export type ImageId = { imageDigest?: string; imageTag?: string };
export type RowOptions = {
  store: RegistryStore;
  repositories: Pick<Repositories, 'find'>;
  /** A token for the registry, and where it is. */
  authorization(): { token: string; expiresAt: Date; endpoint: string };
  account: string;
};

/** The images of a repository. @throws Fault when there is no such repository */
export async function imagesOf(options: RowOptions, { repositoryName }: Named): Promise<readonly ImageRecord[]> {
  if (await options.repositories.find(repositoryName)) return options.store.images(repositoryName);
  throw fault(
    'RepositoryNotFoundException',
    `The repository with name '${repositoryName}' does not exist in the registry with id '${options.account}'`,
  );
}

/** By digest, by tag, or by both, which must then agree. */
export function findImage(images: readonly ImageRecord[], { imageDigest, imageTag }: ImageId): ImageRecord | undefined {
  return images.find(
    ({ digest, tags }) =>
      (imageDigest === undefined || imageDigest === digest) &&
      (imageTag === undefined ? imageDigest !== undefined : tags.includes(imageTag)),
  );
}

export const notFound = (imageId: ImageId): Json => ({
  imageId,
  failureCode: 'ImageNotFound',
  failureReason: 'Requested image not found',
});
