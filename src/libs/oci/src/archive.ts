import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { addBlob, packLayer, type WrittenImage, writeManifest } from './layout.ts';
import { configSchema, type Descriptor, MEDIA_TYPES } from './schema.ts';

/** What lies in the archive of `docker save`, `podman save` and `buildah push docker-archive:`, old and new. */
const contents = z.array(z.looseObject({ Config: z.string(), Layers: z.array(z.string()) })).length(1);

/**
 * Puts the image of an unpacked archive into a layout; layers that come as they are get compressed, always to the same bytes.
 * @throws Error when it holds no image, or several
 */
export async function importArchive(archive: string, layout: string, name?: string): Promise<WrittenImage> {
  const [saved] = contents.parse(JSON.parse(await readFile(join(archive, 'manifest.json'), 'utf8')));
  if (!saved) throw new Error(`${archive} holds no image`);
  const about = withoutContainer(JSON.parse(await readFile(join(archive, saved.Config), 'utf8')));
  const { architecture, os } = configSchema.parse(about);
  const layers: Descriptor[] = [];
  for (const layer of saved.Layers) layers.push(await takeLayer(join(archive, layer), layout));
  const config = await addBlob(layout, MEDIA_TYPES.config, Buffer.from(JSON.stringify(about)));
  return writeManifest(layout, { config, layers, platform: { architecture, os }, name });
}

/** What Docker's format says of the container that an image was built in is another for each build, and nobody asks for it. */
function withoutContainer(given: unknown): object {
  const about = builtSchema.parse(given);
  // in place: what else there is stays in its order, and its digest with it
  delete about.container;
  delete about.container_config;
  delete about.config?.Hostname;
  return about;
}

const builtSchema = z.looseObject({ config: z.looseObject({}).optional() });

async function takeLayer(file: string, layout: string): Promise<Descriptor> {
  const mediaType = TYPES[await beginOf(file)];
  if (mediaType === undefined) return packLayer(layout, file);
  return addBlob(layout, mediaType, await readFile(file));
}

/** By how a compressed layer begins. */
const TYPES: Partial<Record<string, string>> = {
  '1f8b': MEDIA_TYPES.layer,
  '28b5': 'application/vnd.oci.image.layer.v1.tar+zstd',
};

async function beginOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.toString('hex');
  } finally {
    await handle.close();
  }
}
