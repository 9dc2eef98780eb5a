import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDigest } from '@bookmark-manager/oci';
import * as z from 'zod';

/** An image (or an index of several) as a repository has it. */
export type ImageRecord = z.infer<typeof record>;

const record = z.object({
  digest: z.string().refine(isDigest),
  mediaType: z.string(),
  /** Bytes of its layers and its configuration, compressed. */
  size: z.int().nonnegative(),
  tags: z.array(z.string()),
  /** ISO 8601, in world time. */
  pushedAt: z.string(),
  /** What the manifest names: manifests of an index, else layers and configuration. */
  parts: z.array(z.string()),
});

const file = z.record(z.string(), z.array(record));

/** Which images each repository has; kept in one file, which is written before a change is in force. */
export interface Records {
  of(repository: string): readonly ImageRecord[];
  repositories(): string[];
  /** Changes a repository's images, one change after the other. */
  change(repository: string, edit: (images: readonly ImageRecord[]) => ImageRecord[]): Promise<void>;
}

/** The record of what was pushed cannot be read. */
export class DamagedImages extends Error {
  override readonly name = 'DamagedImages';
}

/** @throws DamagedImages */
export async function createRecords(directory: string): Promise<Records> {
  let all = await read(directory);
  let turn: Promise<unknown> = Promise.resolve();
  return {
    of: (repository) => all[repository] ?? [],
    repositories: () => Object.keys(all),
    change(repository, edit) {
      const done = turn.then(async () => {
        const { [repository]: before = [], ...others } = all;
        const after = edit(before);
        const next = after.length > 0 ? { ...others, [repository]: after } : others;
        await write(directory, next);
        all = next;
      });
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

type Images = z.infer<typeof file>;

async function read(directory: string): Promise<Images> {
  const path = join(directory, 'repositories.json');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return file.parse(JSON.parse(text));
  } catch (cause) {
    throw new DamagedImages(`${path} is damaged: it does not say which images there are.`, { cause });
  }
}

async function write(directory: string, images: Images): Promise<void> {
  const draft = join(directory, `.repositories-${randomUUID()}`);
  await mkdir(directory, { recursive: true });
  await writeFile(draft, `${JSON.stringify(images, null, 2)}\n`);
  await rename(draft, join(directory, 'repositories.json'));
}
