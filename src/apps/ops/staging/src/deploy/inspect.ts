import { BatchGetImageCommand, type ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import * as z from 'zod';
import { StagingError } from '../errors.ts';
import { PREFIX, type Service, serviceName } from '../names.ts';
import { shortOf } from './deployment.ts';
import { describeRevision } from './next.ts';
import type { Tools } from './tools.ts';

/** What an image says of itself. */
export type Inspected = { architecture: string; migration: string | null; commit: string | null };

/** Reads an image's configuration out of its repository; null where it has none that can be read. */
export async function inspectImage(ecr: ECRClient, service: Service, image: string): Promise<Inspected | null> {
  const repositoryName = serviceName(service);
  const imageIds = [{ imageDigest: image.slice(image.indexOf('@') + 1) }];
  try {
    const { images } = await ecr.send(new BatchGetImageCommand({ repositoryName, imageIds }));
    const { config } = manifest.parse(JSON.parse(images?.[0]?.imageManifest ?? ''));
    const layer = new GetDownloadUrlForLayerCommand({ repositoryName, layerDigest: config.digest });
    const { downloadUrl = '' } = await ecr.send(layer);
    const answer = await fetch(downloadUrl, { signal: AbortSignal.timeout(20_000) });
    return configuration.parse(await answer.json());
  } catch {
    return null;
  }
}

/** @throws StagingError for an image that the tasks cannot run */
export async function checkArchitecture({ target, ecs }: Tools, service: Service, image: string, its: Inspected) {
  const { runtimePlatform } = await describeRevision(ecs, `${PREFIX}-${service}`);
  // In a rehearsal this machine's own stands for the shape's.
  const arm = target.kind === 'rehearsal' ? process.arch === 'arm64' : runtimePlatform?.cpuArchitecture === 'ARM64';
  const wanted = arm ? 'arm64' : 'amd64';
  if (its.architecture === wanted) return;
  throw new StagingError(
    `${shortOf(image)} is for ${its.architecture}, and the tasks of ${service} run on ${wanted}.`,
    {
      hint: `Build it for that: staging deploy ${service}`,
    },
  );
}

const manifest = z.object({ config: z.object({ digest: z.string() }) });

const configuration = z
  .object({
    architecture: z.string(),
    config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }).optional(),
  })
  .transform(({ architecture, config }): Inspected => {
    const labels = config?.Labels ?? {};
    return {
      architecture,
      migration: labels['bookmark-manager.migration'] ?? null,
      commit: labels['org.opencontainers.image.revision'] ?? null,
    };
  });
