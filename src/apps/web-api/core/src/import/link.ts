import {
  maxDescriptionLength,
  maxFolderDepth,
  maxNameLength,
  maxTags,
  maxTitleLength,
} from '@bookmark-manager/contract';

/** A link as a file has it; its address is not judged yet. */
export type Link = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes: string;
  readonly tags: readonly string[];
  /** The paths of the folders that it lies in, each from the top; none is a link at the top. */
  readonly folders: readonly (readonly string[])[];
  readonly addedAt: Date | null;
  readonly unread: boolean;
  readonly archived: boolean;
  readonly shared: boolean;
};

/** What a file may say of a link; what it does not say is empty. */
export type Said = { readonly [Key in keyof Link]?: Link[Key] | undefined };

/** Reads one kind of file, in any pieces, and hands each link on when it is complete. */
export type Reader = {
  readonly push: (piece: string) => void;
  /** What came so far is of a bookmarks file: what is no such file has links too. */
  readonly recognised: () => boolean;
  /** Hands on what is still open. */
  readonly end: () => Read;
};

export type Read = {
  /** It is a bookmarks file at all. */
  readonly recognised: boolean;
  /** It does not end in the middle of something. */
  readonly complete: boolean;
  /** Which program's, as far as it can be told: `netscape-html`, `pocket-csv` … */
  readonly format: string;
};

/** A link of what a file says: without white space around texts, without empty and repeated names, each as long as it may be. */
export const linkOf = ({ url, title, description, notes, tags, folders, addedAt, ...flags }: Said): Link => ({
  url: clean(url ?? ''),
  title: cut(clean(title ?? ''), maxTitleLength),
  description: cut(clean(description ?? ''), maxDescriptionLength),
  notes: cut(clean(notes ?? ''), maxDescriptionLength),
  tags: namesOf(tags ?? []).slice(0, maxTags),
  folders: (folders ?? []).map(pathOf).filter((path) => path.length > 0),
  addedAt: addedAt ?? null,
  unread: flags.unread ?? false,
  archived: flags.archived ?? false,
  shared: flags.shared ?? false,
});

/**
 * Without white space around it and what PostgreSQL's text and JSON cannot hold. A long one is copied on purpose: a part of a string keeps the
 * whole string in memory, here the piece of the file with all its icons.
 */
export const clean = (text: string): string => {
  if (text === '') return text;
  const bare = (text.includes('\0') ? text.replaceAll('\0', '') : text).trim();
  return bare.length < 13 ? bare.toWellFormed() : Buffer.from(bare).toString();
};

/** A title as it is shown: any white space is one space. */
export const inOneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** Tags as most files write them: between commas. */
export const splitTags = (written: string): readonly string[] => written.split(',');

const nameOf = (written: string): string => cut(clean(written), maxNameLength);

/** Many links lie in one folder: its path is made once. */
const paths = new WeakMap<readonly string[], readonly string[]>();
const pathOf = (written: readonly string[]): readonly string[] => {
  const known = paths.get(written);
  if (known) return known;
  const path = written.map(nameOf).filter(Boolean).slice(0, maxFolderDepth);
  paths.set(written, path);
  return path;
};

const namesOf = (written: readonly string[]): readonly string[] => [...new Set(written.map(nameOf).filter(Boolean))];

/** Not through the middle of a character that is two units long. */
const cut = (text: string, length: number): string =>
  text.length <= length
    ? text
    : text
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd();
