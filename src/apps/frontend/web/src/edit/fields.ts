import type { Bookmark } from '@bookmark-manager/contract';

/** The fields of the form in which a bookmark is edited; each is a text, as a form sends it. */
export const fields = [
  'url',
  'title',
  'description',
  'notes',
  'tags',
  'folders',
  'unread',
  'archived',
  'shared',
] as const;
export type FieldName = (typeof fields)[number];
export type Fields = Readonly<Record<FieldName, string>>;

/** What of a bookmark can be edited. */
export type Editable = Pick<Bookmark, FieldName>;

/** A bookmark as the form shows it. */
export const fieldsOf = (bookmark: Editable): Fields => ({
  url: bookmark.url,
  title: bookmark.title,
  description: bookmark.description,
  notes: bookmark.notes,
  tags: bookmark.tags.join(', '),
  folders: bookmark.folders.map((path) => path.join(' / ')).join('\n'),
  unread: bookmark.unread ? 'on' : '',
  archived: bookmark.archived ? 'on' : '',
  shared: bookmark.shared ? 'on' : '',
});

/** What a form holds, by its fields; a browser sends every line end as CR LF, and a box that is not checked not at all. */
export const fieldsIn = (form: FormData, prefix = ''): Fields => {
  const text = (name: FieldName): string => String(form.get(`${prefix}${name}`) ?? '').replaceAll('\r\n', '\n');
  return Object.fromEntries(fields.map((name) => [name, text(name)])) as Fields;
};

/** Tags as they are typed: commas of any kind between them. */
export const tagsIn = (typed: string): string[] => some(typed.split(/[,、，]/));

/** Folders as they are typed: one on a line, a slash with white space around it between the steps, since names may hold one. */
export const foldersIn = (typed: string): string[][] =>
  typed
    .split('\n')
    .map((line) => some(line.split(/\s+[/／]\s+|\s*›\s*/)))
    .filter((path) => path.length > 0);

const some = (parts: readonly string[]): string[] => parts.map((part) => part.trim()).filter(Boolean);
