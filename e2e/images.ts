import { createHash, randomUUID } from 'node:crypto';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceName } from './aws.ts';
import { DIRECTORY } from './rehearsal.ts';
import type { Shell } from './shell.ts';

type Index = { images: { repository: string; digest: string; tags: string[]; addedAt: string }[] };

const STORE = join(DIRECTORY, 'images');

/**
 * Another image of a service, pushed: what is deployed, with a change made to its folder. Returns its digest. Made in a second,
 * as nothing is built.
 */
export async function pushChanged(
  shell: Shell,
  service: 'web' | 'api',
  change: (folder: string) => void,
): Promise<string> {
  const repository = serviceName(service);
  const index = JSON.parse(readFileSync(join(STORE, 'index.json'), 'utf8')) as Index;
  const source = index.images.find((image) => image.repository === repository && image.tags.includes('latest'));
  if (!source) throw new Error(`The store has no image of ${service}.`);
  const digest = await pushManifest(shell, repository);
  const folder = join(STORE, digest.replace('sha256:', ''));
  cpSync(join(STORE, source.digest.replace('sha256:', '')), folder, { recursive: true, verbatimSymlinks: true });
  change(folder);
  index.images.push({ repository, digest, tags: [], addedAt: new Date().toISOString() });
  const draft = join(STORE, `.index-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(index, null, 2));
  renameSync(draft, join(STORE, 'index.json'));
  return digest;
}

async function pushManifest(shell: Shell, repository: string): Promise<string> {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const digest = `sha256:${createHash('sha256').update(randomUUID()).digest('hex')}`;
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 2 };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] });
  const { code, stderr } = await shell(
    `aws ecr put-image --repository-name ${repository} --image-digest ${digest} --image-manifest '${manifest}'`,
  );
  if (code !== 0) throw new Error(stderr);
  return digest;
}
