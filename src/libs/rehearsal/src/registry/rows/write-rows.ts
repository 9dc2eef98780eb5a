import { digestOf, isDigest } from '@bookmark-manager/oci';
import type { Answer, Table } from '../../relay/types.ts';
import { answering, type Fault, fault, type Json, readJson } from '../../relay/wire.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { type ImageId, imagesOf, type Named, notFound, type RowOptions } from './ask.ts';
import { wholeImage } from './read-rows.ts';

type Put = Named & { imageManifest: string; imageManifestMediaType?: string; imageTag?: string };

/** What changes images by ECR's API: a tag for an image that is there, and their end. */
export function writeRows(options: RowOptions): Table {
  const { store, account } = options;
  return {
    'ecr:PutImage': answering<Put>(async (input) => {
      await imagesOf(options, input);
      const bytes = Buffer.from(input.imageManifest);
      const { repositoryName: repository, imageTag } = input;
      const mediaType = input.imageManifestMediaType ?? String(readJson({ body: bytes }).mediaType);
      const push = { repository, reference: imageTag ?? digestOf(bytes), mediaType, bytes };
      const image = await store.put(push).catch(asFault);
      return { image: await wholeImage(options, input, image, imageTag) };
    }),

    'ecr:BatchDeleteImage': answering<Named & { imageIds?: ImageId[] }>(async (input) => {
      await imagesOf(options, input);
      const gone: ImageId[] = [];
      const failures: Json[] = [];
      for (const imageId of input.imageIds ?? []) {
        const reference = imageId.imageTag ?? imageId.imageDigest ?? '';
        const image = await store.remove(input.repositoryName, reference);
        const tags = isDigest(reference) ? image?.tags : [reference];
        if (!image || !tags) failures.push(notFound(imageId));
        else if (tags.length === 0) gone.push({ imageDigest: image.digest });
        else gone.push(...tags.map((imageTag) => ({ imageDigest: image.digest, imageTag })));
      }
      return { imageIds: gone, failures };
    }),

    'ecr:DeleteRepository': {
      kind: 'answer',
      async answer(request, forward): Promise<Answer> {
        const { repositoryName, force } = readJson<Named & { force?: boolean }>(request);
        if (!force && store.images(repositoryName).length > 0)
          throw fault(
            'RepositoryNotEmptyException',
            `The repository with name '${repositoryName}' in registry with id '${account}' cannot be deleted because it still contains images`,
          );
        const answer = await forward(request);
        if (answer.status < 300) await store.removeAll(repositoryName);
        return answer;
      },
    },
  };
}

/** The same refusals in the words of ECR's own API. */
const FAULTS: Partial<Record<RefusalCode, string>> = {
  NAME_UNKNOWN: 'RepositoryNotFoundException',
  TAG_INVALID: 'ImageTagAlreadyExistsException',
  MANIFEST_BLOB_UNKNOWN: 'LayersNotFoundException',
};

function asFault(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const worded: Fault = fault(FAULTS[error.code] ?? 'InvalidParameterException', error.message);
  throw worded;
}
