import type { UploadForm } from './presign.ts';

/** What files are kept for, and for how many days; null is until they are removed. The bucket has a rule for each (infra/…/storage). */
export const fileLifetimes = { imports: 7, exports: 3, icons: null, previews: 30 } as const satisfies Readonly<
  Record<string, number | null>
>;
export type FilePurpose = keyof typeof fileLifetimes;

/** Where a file lies: under its purpose, whose lifetime it has. */
export type FileKey = `${FilePurpose}/${string}`;

/** Files that are too large for a row and for an answer of JSON. Nobody reaches them but through the API, or by what it has signed. */
export type FileStore = {
  /** Keeps a file, in place of the one that has the key. Holds a few mebibytes of it at a time. @returns its size in bytes */
  readonly put: (key: FileKey, source: AsyncIterable<Uint8Array>, type: string) => Promise<number>;
  /** The file in pieces, from its beginning. @throws FileIsGone when there is none, or none any more */
  readonly get: (key: FileKey) => AsyncIterable<Uint8Array>;
  /** There need not be one. */
  readonly remove: (key: FileKey) => Promise<void>;
  /** The way past the API, for what is too large for the door; null where there is none. */
  readonly direct: DirectWay | null;
};

/** What a browser does with a file itself, for some seconds. */
export type DirectWay = {
  /** The form that puts a file under a key. */
  readonly form: (
    key: FileKey,
    limits: { readonly mostBytes: number; readonly seconds: number },
  ) => Promise<UploadForm>;
  /** The address that gets a file, to be kept under a name. */
  readonly address: (
    key: FileKey,
    file: { readonly name: string; readonly type: string; readonly seconds: number },
  ) => Promise<string>;
};

/** A file that has expired, or was never kept. */
export class FileIsGone extends Error {
  constructor(key: FileKey) {
    super(`there is no file ${key}`);
    this.name = 'FileIsGone';
  }
}

/** A stream in parts of a size, the last one smaller. */
export async function* inParts(source: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    held.push(chunk);
    bytes += chunk.length;
    while (bytes >= partBytes) {
      const all = Buffer.concat(held);
      yield all.subarray(0, partBytes);
      held = [all.subarray(partBytes)];
      bytes -= partBytes;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}
