import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hexOf } from '@bookmark-manager/oci';
import { compose } from './compose.ts';
import { unpackLayer } from './layer.ts';

/** Unpacked images, each once. */
export interface Roots {
  /** The root folder of an image: its layers (by their blobs' digests, the lowest first) on top of each other. */
  of(image: string, layers: readonly string[]): Promise<string>;
  /** Removes what belongs to none of these images and layers. Nothing may run from it. */
  keep(digests: ReadonlySet<string>): Promise<void>;
}

/** Under `directory`: what several ask for at once is unpacked once. Nobody else may look in: it holds programs that change who they run as. */
export async function createRoots(directory: string, blobFile: (digest: string) => string): Promise<Roots> {
  const layersFolder = join(directory, 'layers');
  const imagesFolder = join(directory, 'roots');
  for (const folder of [layersFolder, imagesFolder]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const underway = new Map<string, Promise<string>>();
  const once = (folder: string, make: () => Promise<void>): Promise<string> => {
    const known = underway.get(folder);
    if (known) return known;
    const made = (async () => {
      if (!(await exists(folder))) await make();
      return folder;
    })();
    underway.set(folder, made);
    return made.finally(() => underway.delete(folder));
  };
  const layer = (digest: string) => {
    const folder = join(layersFolder, hexOf(digest));
    return once(folder, () => unpackLayer(blobFile(digest), folder));
  };
  return {
    of(image, layers) {
      const folder = join(imagesFolder, hexOf(image));
      return once(folder, async () => {
        const draft = `${folder}.draft`;
        await rm(draft, { recursive: true, force: true });
        await compose(await Promise.all(layers.map(layer)), draft);
        await rename(draft, folder);
      });
    },
    async keep(digests) {
      for (const folder of [layersFolder, imagesFolder]) {
        const gone = (await readdir(folder)).filter((name) => !digests.has(`sha256:${name}`));
        for (const name of gone) await rm(join(folder, name), { recursive: true, force: true });
      }
    },
  };
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
