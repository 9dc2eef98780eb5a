import { readDate } from './dates.ts';
import { inOneLine, type Said, splitTags } from './link.ts';

/** An object of the file. Numbers are texts. */
export type Item = ReadonlyMap<string, unknown>;

export type JsonFormat = {
  readonly name: string;
  readonly isIts: (item: Item) => boolean;
  readonly read: (item: Item) => Said;
};

/** The format that an item is a bookmark of; undefined when it has no address. */
export const formatOf = (item: Item): JsonFormat | undefined =>
  addressOf(item) === undefined ? undefined : jsonFormats.find(({ isIts }) => isIts(item));

/** Whether it is a folder, or a line between bookmarks. */
export const isFolder = (item: Item): boolean =>
  item.get('type') === 'folder' ||
  (typeof item.get('type') === 'string' && /x-moz-place-(container|separator)$/.test(String(item.get('type'))));

/** The name of a folder; undefined when it was not seen yet. */
export const nameOf = (held: unknown): string | undefined => {
  if (!(held instanceof Map)) return '';
  const name: unknown = held.get('title') ?? held.get('name');
  return typeof name === 'string' ? name : undefined;
};

/** The first of these keys that holds a text that says anything. */
export const textOf = (item: Item, ...keys: readonly string[]): string => {
  for (const key of keys) {
    const value = item.get(key);
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
};

const addressKeys = ['url', 'uri', 'href', 'link', 'given_url', 'resolved_url', 'originalUrl'];
const addressOf = (item: Item): string | undefined => {
  for (const key of addressKeys) {
    const value = item.get(key);
    if (typeof value === 'string') return value;
  }
  const content = item.get('content');
  const inside: unknown = content instanceof Map ? content.get('url') : undefined;
  return typeof inside === 'string' ? inside : undefined;
};

const dateKeys = [
  'addedAt',
  'savedAt',
  'created_at',
  'createdAt',
  'created',
  'date_added',
  'dateAdded',
  'time',
  'time_added',
  'date',
  'timestamp',
];

/** What the programs have in common; `description` and `note` mean the same nearly everywhere. */
const base = (item: Item): Said => ({
  url: addressOf(item) ?? '',
  title: inOneLine(textOf(item, 'title', 'name', 'resolved_title', 'given_title')),
  description: textOf(item, 'description', 'excerpt'),
  notes: textOf(item, 'notes', 'note'),
  tags: tagsOf(item.get('tags') ?? item.get('labels') ?? item.get('tag_names')),
  addedAt: readDate(textOf(item, ...dateKeys)),
  unread: isYes(item.get('unread')) || isYes(item.get('toread')),
  archived: isYes(item.get('is_archived')) || isYes(item.get('archived')) || isYes(item.get('isArchived')),
});

const has =
  (...keys: readonly string[]) =>
  (item: Item): boolean =>
    keys.every((key) => item.has(key));

/** In the order in which they are tried; the last one is any object with an address. */
const jsonFormats: readonly JsonFormat[] = [
  {
    name: 'firefox-json',
    isIts: has('uri'),
    read: (item) => ({ ...base(item), description: annotation(item) }),
  },
  {
    name: 'chrome-json',
    isIts: (item) => item.get('type') === 'url' && item.has('date_added'),
    read: (item) => ({ ...base(item), addedAt: since1601(textOf(item, 'date_added')) }),
  },
  {
    name: 'bookmark-manager-json',
    isIts: has('url', 'folders', 'addedAt', 'shared'),
    read: (item) => ({
      ...base(item),
      title: textOf(item, 'title'),
      folders: pathsOf(item.get('folders')),
      shared: isYes(item.get('shared')),
    }),
  },
  {
    name: 'pinboard-json',
    isIts: has('href', 'extended'),
    read: (item) => ({
      ...base(item),
      title: inOneLine(textOf(item, 'description')),
      description: textOf(item, 'extended'),
      tags: textOf(item, 'tags', 'tag').split(/\s+/),
    }),
  },
  {
    name: 'linkding-json',
    isIts: has('tag_names'),
    read: (item) => ({
      ...base(item),
      title: inOneLine(textOf(item, 'title', 'website_title')),
      description: textOf(item, 'description', 'website_description'),
      shared: isYes(item.get('shared')),
    }),
  },
  {
    name: 'omnivore-json',
    isIts: has('savedAt', 'state'),
    read: (item) => ({ ...base(item), archived: /^archived$/i.test(textOf(item, 'state')) }),
  },
  { name: 'wallabag-json', isIts: has('url', 'is_archived', 'is_starred'), read: base },
  { name: 'shaarli-json', isIts: has('shorturl'), read: (item) => ({ ...base(item), tags: wordsOrList(item) }) },
  {
    name: 'raindrop-json',
    isIts: has('link', 'excerpt'),
    read: (item) => ({
      ...base(item),
      description: textOf(item, 'note', 'excerpt'),
      notes: textOf(item, 'note') === '' ? '' : textOf(item, 'excerpt'),
    }),
  },
  { name: 'karakeep-json', isIts: (item) => item.get('content') instanceof Map, read: base },
  { name: 'json', isIts: () => true, read: base },
];

const tagsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return splitTags(value);
  return Array.isArray(value) ? value.map(tagName) : [];
};

const tagName = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return value instanceof Map ? textOf(value, 'label', 'name', 'title', 'tag') : '';
};

/** Shaarli's older files have tags between spaces. */
const wordsOrList = (item: Item): readonly string[] => {
  const tags = item.get('tags');
  return typeof tags === 'string' ? tags.split(/[\s,]+/) : tagsOf(tags);
};

const pathsOf = (value: unknown): readonly (readonly string[])[] =>
  Array.isArray(value) ? value.map((path) => (Array.isArray(path) ? path.map(tagName) : [])) : [];

const isYes = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && /^(1|yes|true)$/i.test(value));

/** Firefox up to 2019 kept descriptions as annotations. */
const annotation = (item: Item): string => {
  const annos = item.get('annos');
  const found = Array.isArray(annos)
    ? annos.find((one) => one instanceof Map && one.get('name') === 'bookmarkProperties/description')
    : undefined;
  return found instanceof Map ? textOf(found, 'value') : '';
};

const microsecondsTo1970 = 11_644_473_600_000_000n;

/** Chrome counts microseconds since 1601. */
const since1601 = (digits: string): Date | null => {
  if (!/^\d{1,18}$/.test(digits)) return readDate(digits);
  const microseconds = BigInt(digits) - microsecondsTo1970;
  return microseconds > 0n ? readDate(new Date(Number(microseconds / 1000n)).toISOString()) : null;
};
