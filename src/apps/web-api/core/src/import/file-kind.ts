import { CsvReader, isCsvHead } from './csv-reader.ts';
import { JsonReader } from './json-reader.ts';
import type { Link, Reader } from './link.ts';
import { NetscapeReader } from './netscape-reader.ts';

type Kind = {
  readonly begins: (head: string) => boolean;
  readonly reader: (take: (link: Link) => void) => Reader;
};

/** The kinds of files that are read, in the order in which they are recognised; by what is in them, whatever they are called. */
const kinds = {
  json: { begins: (head) => /^[[{]/.test(head), reader: (take) => new JsonReader(take) },
  html: { begins: (head) => /^</.test(head), reader: (take) => new NetscapeReader(take) },
  csv: { begins: isCsvHead, reader: (take) => new CsvReader(take) },
} satisfies Readonly<Record<string, Kind>>;

export type FileKind = keyof typeof kinds;

/** How many characters of a file it takes to tell what kind it is. */
export const headLength = 64 * 1024;

/** What kind of file begins so; undefined when it is none that holds bookmarks. */
export const kindOf = (head: string): FileKind | undefined => {
  const text = head.replace(/^[\s\ufeff]+/, '');
  const found = (Object.keys(kinds) as FileKind[]).find((kind) => kinds[kind].begins(text));
  // something stands before the first tag
  return found ?? (/<(!doctype|dl|dt|h3)\b/i.test(text) ? 'html' : undefined);
};

/** A reader of that kind. */
export const readerOf = (kind: FileKind, take: (link: Link) => void): Reader => kinds[kind].reader(take);
