import { readDate } from './dates.ts';
import { type Said, splitTags } from './link.ts';

type Attributes<Names extends readonly string[]> = { readonly [Name in Names[number]]?: string };

/** Attributes of a link that say something; the last six are written by our own export. */
export const linkAttributes = [
  'href',
  'tags',
  'add_date',
  'time_added',
  'added_at',
  'description',
  'toread',
  'notes',
  'wholetitle',
  'taglist',
  'archived',
  'shared',
] as const;

/** linkding says of an archived bookmark by a tag that it is. */
const archivedTag = 'linkding:bookmarks.archived';

/** What a link's attributes say. PRIVATE is not among them: whoever imports shares nothing by it. */
export const saidByAttributes = (said: Attributes<typeof linkAttributes>): Said => {
  const tags = listed(said.taglist) ?? separated(said.tags ?? '', said.time_added !== undefined);
  return {
    url: said.href,
    ...(said.wholetitle === undefined ? {} : { title: said.wholetitle }),
    description: said.description,
    notes: said.notes,
    tags: tags.filter((tag) => tag !== archivedTag),
    addedAt: readDate(said.added_at ?? said.add_date ?? said.time_added),
    unread: isYes(said.toread),
    shared: isYes(said.shared),
    ...(isYes(said.archived) || tags.includes(archivedTag) ? { archived: true } : {}),
  };
};

/** What the text after a link says: its description, and linkding's notes in it. */
export const describedBy = (text: string): Said => {
  const [, before = text, notes, after = ''] =
    /^(.*?)\[linkding-notes\](.*?)\[\/linkding-notes\](.*)$/s.exec(text) ?? [];
  const description = `${before}${after}`.trim();
  return { ...(description === '' ? {} : { description }), ...(notes === undefined ? {} : { notes }) };
};

/** Attributes of a `<post>` in the XML of Delicious and Pinboard. */
export const postAttributes = ['href', 'description', 'extended', 'tag', 'time', 'toread'] as const;

export const saidByPost = (said: Attributes<typeof postAttributes>): Said => ({
  url: said.href,
  title: said.description,
  description: said.extended,
  tags: said.tag?.split(/\s+/),
  addedAt: readDate(said.time),
  unread: isYes(said.toread),
});

const isYes = (value: string | undefined): boolean => value !== undefined && /^(1|yes|true)$/i.test(value);

const separated = (written: string, isPocket: boolean): readonly string[] =>
  isPocket && !written.includes(',') ? written.split('|') : splitTags(written).map((tag) => tag.trim());

/** Our own export lists tags as JSON where commas would not do. */
const listed = (written: string | undefined): readonly string[] | undefined => {
  if (written === undefined) return undefined;
  try {
    const read: unknown = JSON.parse(written);
    return Array.isArray(read) ? read.filter((tag) => typeof tag === 'string') : undefined;
  } catch {
    return undefined;
  }
};
