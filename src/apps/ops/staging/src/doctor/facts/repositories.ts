import {
  BatchGetImageCommand,
  ECRClient,
  GetDownloadUrlForLayerCommand,
  paginateDescribeImages,
} from '@aws-sdk/client-ecr';
import * as z from 'zod';
import { SERVICES, type Service, serviceName } from '../../names.ts';
import type { ClientOptions } from '../../target/target.ts';
import { orNull } from '../look.ts';

export type StoredImage = { digest: string; tags: readonly string[]; bytes: number };

/** What is in ECR, by service; null: the repository is not there. */
export type Repositories = Readonly<Record<Service, readonly StoredImage[] | null>>;

export async function readRepositories(options: ClientOptions): Promise<Repositories> {
  const ecr = new ECRClient(options);
  const [web, api] = await Promise.all(SERVICES.map((service) => orNull(readImages(ecr, serviceName(service)))));
  return { web: web ?? null, api: api ?? null };
}

async function readImages(client: ECRClient, repositoryName: string): Promise<StoredImage[]> {
  const images: StoredImage[] = [];
  for await (const { imageDetails = [] } of paginateDescribeImages({ client }, { repositoryName })) {
    for (const { imageDigest = '', imageTags = [], imageSizeInBytes = 0 } of imageDetails)
      images.push({ digest: imageDigest, tags: imageTags, bytes: imageSizeInBytes });
  }
  return images;
}

/** For which processors an image was built, as task definitions name them (`ARM64`, `X86_64`); null: ECR does not tell. */
export async function readArchitectures(
  options: ClientOptions,
  service: Service,
  imageId: { imageDigest: string } | { imageTag: string },
): Promise<string[] | null> {
  const ecr = new ECRClient(options);
  const repositoryName = serviceName(service);
  const asked = ecr.send(new BatchGetImageCommand({ repositoryName, imageIds: [imageId], acceptedMediaTypes: MEDIA }));
  const text = (await orNull(asked))?.images?.[0]?.imageManifest;
  const parsed = manifest.safeParse(parseJson(text ?? ''));
  if (!parsed.success) return null;
  const { manifests, config } = parsed.data;
  // Attestations stand beside the images of an index as `unknown`.
  if (manifests) return manifests.flatMap(({ platform }) => named(platform?.architecture));
  if (!config) return null;
  const layer = new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: config.digest });
  const url = (await orNull(ecr.send(layer)))?.downloadUrl;
  if (!url) return null;
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  return named(platform.safeParse(await answer.json().catch(() => null)).data?.architecture);
}

const MEDIA = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

const platform = z.object({ architecture: z.string() });
const manifest = z.object({
  manifests: z.array(z.object({ platform: platform.optional() })).optional(),
  config: z.object({ digest: z.string() }).optional(),
});

const NAMES: Readonly<Record<string, string>> = { arm64: 'ARM64', amd64: 'X86_64' };
const named = (architecture: string | undefined): string[] => {
  const name = NAMES[architecture ?? ''];
  return name === undefined ? [] : [name];
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
