import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { blobFile, digestOf } from '@bookmark-manager/oci';

/** What images are made of, each part once, named by its digest. */
export interface Blobs {
  /** Bytes, or undefined when there is no such blob. */
  size(digest: string): Promise<number | undefined>;
  read(digest: string): Promise<Buffer>;
  stream(digest: string): Readable;
  file(digest: string): string;
  put(bytes: Buffer): Promise<string>;
  begin(): string;
  upload(id: string): Upload | undefined;
  /** Removes what is in none of `used` and no upload of the last hour. */
  sweep(used: ReadonlySet<string>): Promise<void>;
}

/** A blob on its way. */
export interface Upload {
  readonly id: string;
  /** Bytes so far. */
  readonly size: number;
  append(chunks: AsyncIterable<Buffer>): Promise<void>;
  /** Puts it in its place; false, and it is gone, when its digest is another one. */
  finish(digest: string): Promise<boolean>;
  cancel(): Promise<void>;
}

/** A blob that no image names yet may belong to a push that is under way. */
const PUSH_MS = 60 * 60_000;

/** The blobs under `directory`, in the layout that OCI gives to folders. */
export async function createBlobs(directory: string): Promise<Blobs> {
  const folder = join(directory, 'blobs/sha256');
  const drafts = join(directory, 'uploads');
  await rm(drafts, { recursive: true, force: true });
  await Promise.all([mkdir(folder, { recursive: true }), mkdir(drafts, { recursive: true })]);
  const uploads = new Map<string, Upload>();
  const file = (digest: string) => blobFile(directory, digest);
  return {
    file,
    size: (digest) =>
      stat(file(digest)).then(
        ({ size }) => size,
        () => undefined,
      ),
    read: (digest) => readFile(file(digest)),
    stream: (digest) => createReadStream(file(digest)),
    async put(bytes) {
      const digest = digestOf(bytes);
      const draft = join(drafts, randomUUID());
      await writeFile(draft, bytes);
      await rename(draft, file(digest));
      return digest;
    },
    begin() {
      const id = randomUUID();
      const upload = createUpload(id, join(drafts, id), file, () => uploads.delete(id));
      uploads.set(id, upload);
      return id;
    },
    upload: (id) => uploads.get(id),
    async sweep(used) {
      const now = Date.now();
      for (const name of await readdir(folder)) {
        const digest = `sha256:${name}`;
        if (used.has(digest)) continue;
        const { mtimeMs } = await stat(file(digest));
        if (now - mtimeMs > PUSH_MS) await rm(file(digest), { force: true });
      }
    },
  };
}

function createUpload(id: string, draft: string, file: (digest: string) => string, over: () => void): Upload {
  const hash: Hash = createHash('sha256');
  let size = 0;
  const cancel = async () => {
    over();
    await rm(draft, { force: true });
  };
  return {
    id,
    get size() {
      return size;
    },
    async append(chunks) {
      const handle = await open(draft, 'a');
      try {
        for await (const chunk of chunks) {
          hash.update(chunk);
          size += chunk.length;
          await handle.write(chunk);
        }
      } finally {
        await handle.close();
      }
    },
    async finish(digest) {
      if (`sha256:${hash.digest('hex')}` !== digest) {
        await cancel();
        return false;
      }
      // One without a byte was never written.
      await appendFile(draft, '');
      await rename(draft, file(digest));
      over();
      return true;
    },
    cancel,
  };
}
