import { isIndexType, MEDIA_TYPES } from '@bookmark-manager/oci';
import type { Table } from '../../relay/types.ts';
import { answering, fault } from '../../relay/wire.ts';
import type { ImageRecord } from '../records.ts';
import { findImage, type ImageId, imagesOf, type Named, notFound, type RowOptions } from './ask.ts';

type Filtered = Named & { filter?: { tagStatus?: 'TAGGED' | 'UNTAGGED' | 'ANY' } };

/** What ECR tells of images. All of them at once: a repository has a few dozen at most. */
export function readRows(options: RowOptions): Table {
  const { store, account } = options;
  return {
    'ecr:GetAuthorizationToken': answering(() => {
      const { token, expiresAt, endpoint } = options.authorization();
      const data = { authorizationToken: token, expiresAt: expiresAt.getTime() / 1000, proxyEndpoint: endpoint };
      return { authorizationData: [data] };
    }),

    'ecr:DescribeImages': answering<Filtered & { imageIds?: ImageId[] }>(async (input) => {
      const images = await imagesOf(options, input);
      const wanted = input.imageIds?.map((id) => findImage(images, id) ?? missing(input, id)) ?? images;
      const imageDetails = wanted.filter(passes(input)).map((image) => ({
        registryId: account,
        repositoryName: input.repositoryName,
        imageDigest: image.digest,
        ...(image.tags.length > 0 ? { imageTags: image.tags } : {}),
        imageSizeInBytes: image.size,
        imagePushedAt: Date.parse(image.pushedAt) / 1000,
        imageManifestMediaType: image.mediaType,
        ...(isIndexType(image.mediaType) ? {} : { artifactMediaType: MEDIA_TYPES.config }),
      }));
      return { imageDetails };
    }),

    'ecr:ListImages': answering<Filtered>(async (input) => {
      const images = (await imagesOf(options, input)).filter(passes(input));
      return { imageIds: images.flatMap(idsOf) };
    }),

    'ecr:BatchGetImage': answering<Named & { imageIds?: ImageId[] }>(async (input) => {
      const images = await imagesOf(options, input);
      const asked = (input.imageIds ?? []).map((imageId) => ({ imageId, image: findImage(images, imageId) }));
      const found = asked.map(async ({ imageId, image }) =>
        image ? [await wholeImage(options, input, image, imageId.imageTag)] : [],
      );
      return {
        images: (await Promise.all(found)).flat(),
        failures: asked.flatMap(({ imageId, image }) => (image ? [] : [notFound(imageId)])),
      };
    }),

    'ecr:BatchCheckLayerAvailability': answering<Named & { layerDigests?: string[] }>(async (input) => {
      await imagesOf(options, input);
      const layers = (input.layerDigests ?? []).map(async (layerDigest) => {
        const layerSize = await store.blobs.size(layerDigest);
        if (layerSize === undefined) return { layerDigest, layerAvailability: 'UNAVAILABLE' };
        return { layerDigest, layerAvailability: 'AVAILABLE', layerSize, mediaType: MEDIA_TYPES.layer };
      });
      return { layers: await Promise.all(layers), failures: [] };
    }),

    'ecr:GetDownloadUrlForLayer': answering<Named & { layerDigest: string }>(async (input) => {
      await imagesOf(options, input);
      const { repositoryName, layerDigest } = input;
      if ((await store.blobs.size(layerDigest)) === undefined)
        throw fault('LayersNotFoundException', `The layer with digest '${layerDigest}' does not exist`);
      const { token, endpoint } = options.authorization();
      const downloadUrl = `${endpoint}/v2/${repositoryName}/blobs/${layerDigest}?token=${encodeURIComponent(token)}`;
      return { downloadUrl, layerDigest };
    }),
  };
}

/** An image as BatchGetImage and PutImage answer it. */
export async function wholeImage({ store, account }: RowOptions, input: Named, image: ImageRecord, imageTag?: string) {
  return {
    registryId: account,
    repositoryName: input.repositoryName,
    imageId: { imageDigest: image.digest, ...(imageTag === undefined ? {} : { imageTag }) },
    imageManifest: (await store.blobs.read(image.digest)).toString(),
    imageManifestMediaType: image.mediaType,
  };
}

/** One for each tag; one without when there is none. */
function idsOf({ digest, tags }: ImageRecord): ImageId[] {
  if (tags.length === 0) return [{ imageDigest: digest }];
  return tags.map((imageTag) => ({ imageDigest: digest, imageTag }));
}

function passes({ filter }: Filtered): (image: ImageRecord) => boolean {
  const { tagStatus = 'ANY' } = filter ?? {};
  return ({ tags }) => tagStatus === 'ANY' || (tagStatus === 'TAGGED') === tags.length > 0;
}

function missing({ repositoryName }: Named, { imageDigest, imageTag }: ImageId): never {
  const id = `imageDigest:'${imageDigest ?? 'null'}', imageTag:'${imageTag ?? 'null'}'`;
  throw fault(
    'ImageNotFoundException',
    `The image with imageId {${id}} does not exist within the repository with name '${repositoryName}'`,
  );
}
