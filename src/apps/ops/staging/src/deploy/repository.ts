import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  type ECRClient,
  type ImageDetail,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import { StagingError, usageError } from '../errors.ts';
import { type Service, serviceName } from '../names.ts';

/** The lifecycle rule leaves images alone that have a tag of these: what is deployed, and what it would be rolled back to. */
export const DEPLOYED = 'deployed';
export const BEFORE = 'deployed-before';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * An image that is in the repository already, by digest or tag, as `repository@sha256:…`.
 * @throws StagingError when it is not there
 */
export async function findImage(ecr: ECRClient, service: Service, given: string): Promise<string> {
  if (!DIGEST.test(given) && !/^[\w][\w.-]{0,127}$/.test(given))
    throw usageError(`--image: expected a digest (sha256: and 64 digits) or a tag, found "${given}".`);
  const repositoryName = serviceName(service);
  const { repositories } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
  const { imageDigest } = (await describe(ecr, service, given)) ?? {};
  if (imageDigest !== undefined) return `${repositories?.[0]?.repositoryUri}@${imageDigest}`;
  throw new StagingError(`The repository ${repositoryName} has no image ${given}.`, {
    hint: `aws ecr describe-images --repository-name ${repositoryName}; or build one: staging deploy ${service}`,
  });
}

/** Moves a tag to an image (`repository@sha256:…`). False when the image is not there (any more). */
export async function tagImage(ecr: ECRClient, service: Service, image: string, imageTag: string): Promise<boolean> {
  const imageDigest = image.split('@')[1];
  if (imageDigest === undefined) return false;
  const repositoryName = serviceName(service);
  const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [{ imageDigest }] }));
  const { imageManifest, imageManifestMediaType } = images?.[0] ?? {};
  if (imageManifest === undefined) return false;
  try {
    await ecr.send(new PutImageCommand({ repositoryName, imageManifest, imageManifestMediaType, imageTag }));
  } catch (error) {
    if (!isNamed(error, 'ImageAlreadyExistsException')) throw error; // it has the tag
  }
  return true;
}

async function describe(ecr: ECRClient, service: Service, given: string): Promise<ImageDetail | undefined> {
  const imageIds = [DIGEST.test(given) ? { imageDigest: given } : { imageTag: given }];
  try {
    const { imageDetails } = await ecr.send(
      new DescribeImagesCommand({ repositoryName: serviceName(service), imageIds }),
    );
    return imageDetails?.[0];
  } catch (error) {
    if (isNamed(error, 'ImageNotFoundException')) return undefined;
    throw error;
  }
}

const isNamed = (error: unknown, name: string) => error instanceof Error && error.name === name;
