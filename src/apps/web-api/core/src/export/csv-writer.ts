import type { Placed, Writer } from './exported.ts';

const columns = ['url', 'title', 'description', 'notes', 'tags', 'folders', 'addedAt', 'unread', 'archived', 'shared'];

/** For spreadsheets: RFC 4180, with a mark by which they know that it is UTF-8. */
export const csvWriter = (): Writer => ({
  type: 'text/csv; charset=utf-8',
  isTree: false,
  begin: () => `\ufeff${columns.join(',')}\r\n`,
  write: (bookmark) => `${cells(bookmark).map(cell).join(',')}\r\n`,
  end: () => '',
});

const cells = ({ url, title, description, notes, tags, folders, addedAt, unread, archived, shared }: Placed) => [
  ...[url, title, description, notes].map(guarded),
  guarded(tags.every((tag) => !/[,[\]]/.test(tag) && tag.trim() === tag) ? tags.join(', ') : JSON.stringify(tags)),
  folders.length === 0 ? '' : JSON.stringify(folders),
  addedAt.toISOString(),
  ...[unread, archived, shared].map((flag) => (flag ? '1' : '0')),
];

/** A spreadsheet computes what begins like this, whoever wrote it: it is made a text. An import takes the apostrophe off again. */
const guarded = (text: string): string => (/^'?['=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
