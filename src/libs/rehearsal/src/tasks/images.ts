import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Folders of build output, named by what is in them: what a registry is to containers. */
export interface ImageStore {
  /** Copies the folder in and gives its digest, `sha256:…`. The same contents have the same digest. */
  add(repository: string, folder: string): Promise<string>;
  /** What an image URI (`…/repository@sha256:…`, `…/repository:tag`) stands for. */
  resolve(imageUri: string): Promise<{ folder: string; digest: string } | undefined>;
  tag(repository: string, tag: string, digest: string): Promise<void>;
  list(): Promise<StoredImage[]>;
}

export type StoredImage = { repository: string; digest: string; tags: string[]; addedAt: string };

type Index = { images: StoredImage[] };

/** The images under `directory`: `<sha256>/` with the contents, and `index.json`. */
export function createImageStore(directory: string): ImageStore {
  let turn: Promise<unknown> = Promise.resolve();
  const change = (edit: (index: Index) => void) => {
    const done = turn.then(async () => {
      const index = await readIndex(directory);
      edit(index);
      await writeIndex(directory, index);
    });
    turn = done.catch(() => undefined);
    return done;
  };
  const find = async (uri: string) => {
    const { repository, digest, tag } = parseImageUri(uri);
    const { images } = await readIndex(directory);
    return images.find(
      (one) => one.repository === repository && (digest ? one.digest === digest : one.tags.includes(tag)),
    );
  };
  return {
    async add(repository, folder) {
      const digest = await hashFolder(folder);
      await copyIn(folder, join(directory, folderName(digest)), directory);
      await change(({ images }) => {
        if (images.some((one) => one.repository === repository && one.digest === digest)) return;
        images.push({ repository, digest, tags: [], addedAt: new Date().toISOString() });
      });
      return digest;
    },
    async resolve(imageUri) {
      const found = await find(imageUri);
      const folder = found && join(directory, folderName(found.digest));
      return found && folder && (await exists(folder)) ? { folder, digest: found.digest } : undefined;
    },
    tag: (repository, tag, digest) =>
      change(({ images }) => {
        const target = images.find((one) => one.repository === repository && one.digest === digest);
        if (!target) throw new Error(`there is no image ${repository}@${digest}`);
        for (const one of images) if (one.repository === repository) one.tags = one.tags.filter((it) => it !== tag);
        target.tags.push(tag);
      }),
    list: async () => (await readIndex(directory)).images,
  };
}

/** `123….dkr.ecr.….amazonaws.com/name@sha256:…` or `…/name:tag` (`latest` without one) in its parts. */
export function parseImageUri(uri: string): { repository: string; digest?: string; tag: string } {
  const path = uri.includes('/') && /[.:]/.test(uri.split('/')[0] ?? '') ? uri.slice(uri.indexOf('/') + 1) : uri;
  const [name = '', digest] = path.split('@');
  const [repository = '', tag = 'latest'] = name.split(':');
  return digest ? { repository, digest, tag } : { repository, tag };
}

/** A digest over names, modes and contents; times and the order on disk don't count. */
export async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((one) => !one.isDirectory())
    .map((one) => ({ link: one.isSymbolicLink(), path: join(one.parentPath, one.name) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { link, path } of files) {
    hash.update(`\0${relative(folder, path)}\0`);
    if (link) {
      hash.update(`link ${await readlink(path)}`);
    } else {
      hash.update((await stat(path)).mode & 0o100 ? 'x' : '-');
      for await (const chunk of createReadStream(path)) hash.update(chunk);
    }
  }
  return `sha256:${hash.digest('hex')}`;
}

/** Contents are copied beside their place and renamed, so that a folder is there whole or not at all. */
async function copyIn(from: string, to: string, directory: string): Promise<void> {
  if (await exists(to)) return;
  const draft = join(directory, `.draft-${randomUUID()}`);
  await mkdir(directory, { recursive: true });
  try {
    await cp(from, draft, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await rename(draft, to);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

async function readIndex(directory: string): Promise<Index> {
  try {
    return JSON.parse(await readFile(join(directory, 'index.json'), 'utf8')) as Index;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { images: [] };
    throw error;
  }
}

async function writeIndex(directory: string, index: Index): Promise<void> {
  const draft = join(directory, `.index-${randomUUID()}`);
  await mkdir(directory, { recursive: true });
  await writeFile(draft, `${JSON.stringify(index, null, 2)}\n`);
  await rename(draft, join(directory, 'index.json'));
}

const folderName = (digest: string) => digest.replace('sha256:', '');

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
