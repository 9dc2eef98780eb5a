import { readDate } from './dates.ts';
import { inOneLine, type Said, splitTags } from './link.ts';

/** A row's cell by the names that its column may have, the first that says anything; '' when none does. */
export type Row = (...names: readonly string[]) => string;

export type CsvFormat = {
  readonly name: string;
  /** Columns by which a header is known, as `columnName` writes them. */
  readonly columns: readonly string[];
  readonly read: (row: Row) => Said;
};

const base = (row: Row): Said => ({
  url: row('url'),
  title: inOneLine(row('title', 'name', 'タイトル', '名前')),
  description: row('description', 'excerpt', 'selection', 'summary', '説明'),
  notes: row('notes', 'note', 'comment', 'メモ'),
  tags: tagList(row('tags', 'tag', 'labels', 'keywords', 'documenttags', 'タグ')),
  addedAt: readDate(
    row(
      'timeadded',
      'addedat',
      'savedat',
      'created',
      'createdat',
      'dateadded',
      'creationdate',
      'timestamp',
      'saveddate',
      'date',
      'time',
    ),
  ),
  unread: isYes(row('unread', 'toread')),
  archived: isYes(row('archived', 'isarchived')),
});

/** In the order in which they are tried; the last one is any table with a column of addresses. */
export const csvFormats: readonly CsvFormat[] = [
  {
    name: 'bookmark-manager-csv',
    columns: ['url', 'folders', 'addedat', 'shared'],
    read: (row) => {
      const cell = (name: string) => unguarded(row(name));
      return {
        url: cell('url'),
        title: cell('title'),
        description: cell('description'),
        notes: cell('notes'),
        tags: tagList(cell('tags')),
        folders: pathList(cell('folders')),
        addedAt: readDate(cell('addedat')),
        unread: isYes(row('unread')),
        archived: isYes(row('archived')),
        shared: isYes(row('shared')),
      };
    },
  },
  {
    name: 'pocket-csv',
    columns: ['url', 'timeadded', 'status'],
    read: (row) => ({
      ...base(row),
      tags: row('tags').split('|'),
      archived: /^archived?$/i.test(row('status').trim()),
    }),
  },
  {
    name: 'instapaper-csv',
    columns: ['url', 'selection', 'folder'],
    read: (row) => {
      const folder = row('folder').trim();
      const isOurs = /^(unread|archive|starred|home)$/i.test(folder);
      return {
        ...base(row),
        folders: folder === '' || isOurs ? [] : [[folder]],
        archived: /^archive$/i.test(folder),
      };
    },
  },
  {
    name: 'raindrop-csv',
    columns: ['url', 'excerpt', 'folder'],
    read: (row) => ({
      ...base(row),
      description: row('note') || row('excerpt'),
      // a person's own words come first; what the page says of itself is kept beside them
      notes: row('note') === '' ? '' : row('excerpt'),
      folders: [row('folder').split('/')],
    }),
  },
  {
    name: 'readwise-csv',
    columns: ['url', 'documenttags', 'location'],
    read: (row) => ({ ...base(row), archived: /^archive$/i.test(row('location').trim()) }),
  },
  {
    name: 'wallabag-csv',
    columns: ['url', 'mimetype', 'creationdate'],
    read: (row) => ({ ...base(row), addedAt: dayFirst(row('creationdate')) }),
  },
  {
    name: 'csv',
    columns: ['url'],
    read: (row) => ({ ...base(row), folders: [row('folder', 'collection', 'フォルダ', 'フォルダー').split('/')] }),
  },
];

/** Names between commas, or as a list in brackets: JSON, or as Python prints one. */
const tagList = (cell: string): readonly string[] => {
  const written = cell.trim();
  if (!/^\[.*\]$/s.test(written)) return splitTags(written);
  const read = jsonOf(written);
  if (Array.isArray(read)) return read.map(tagName);
  return [...written.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/gs)].map((match) =>
    (match[1] ?? match[2] ?? '').replace(/\\(.)/gs, '$1'),
  );
};

const tagName = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : '';
};

const pathList = (cell: string): readonly (readonly string[])[] => {
  const read = jsonOf(cell);
  if (!Array.isArray(read)) return [cell.split('/')];
  return read.map((path: unknown) => (Array.isArray(path) ? path.map(tagName) : [tagName(path)]));
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isYes = (cell: string): boolean => /^(1|true|yes|y)$/i.test(cell.trim());

/** `15/06/2016 16:50:12` */
const dayFirst = (cell: string): Date | null => {
  const [, day, month, year, time] = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/.exec(cell.trim()) ?? [];
  return readDate(day === undefined ? cell : `${year}-${month}-${day}T${time}`);
};

/** Our own tables have an apostrophe before what a spreadsheet would compute. */
const unguarded = (cell: string): string => (/^''?['=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
