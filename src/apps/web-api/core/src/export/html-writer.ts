import type { Exported, Writer } from './exported.ts';

/** What every browser imports. Attributes that browsers do not know hold the rest, so that an import here reads the same again. */
export const htmlWriter = (): Writer => {
  let open: readonly string[] = [];
  const close = (depth: number): string =>
    open
      .slice(depth)
      .map(() => '</DL><p>\n')
      .join('');
  return {
    type: 'text/html; charset=utf-8',
    isTree: true,
    begin: () => head,
    write: ({ place, ...bookmark }) => {
      const shared = place.findIndex((name, index) => name !== open[index]);
      const same = shared === -1 ? place.length : shared;
      const closing = close(same);
      open = place;
      return closing + place.slice(same).map(folder).join('') + link(bookmark);
    },
    end: () => {
      const closing = close(0);
      open = [];
      return `${closing}</DL><p>\n`;
    },
  };
};

const head = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- Written by bookmark-manager. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
`;

const folder = (name: string): string =>
  `<DT><H3${isPlain(name) ? '' : attribute('WHOLENAME', name)}>${escaped(name)}</H3>\n<DL><p>\n`;

const link = ({ url, title, description, notes, tags, addedAt, unread, archived, shared }: Exported): string => {
  const seconds = addedAt.getTime() / 1000;
  const areSimple = tags.every((tag) => !/[,|]/.test(tag) && tag.trim() === tag);
  const attributes = [
    attribute('HREF', url),
    attribute('ADD_DATE', String(Math.floor(seconds))),
    Number.isInteger(seconds) && seconds > 0 ? '' : attribute('ADDED_AT', addedAt.toISOString()),
    tags.length > 0 ? attribute('TAGS', tags.join(',')) : '',
    areSimple ? '' : attribute('TAGLIST', JSON.stringify(tags)),
    shared ? attribute('PRIVATE', '0') + attribute('SHARED', '1') : attribute('PRIVATE', '1'),
    unread ? attribute('TOREAD', '1') : '',
    archived ? attribute('ARCHIVED', '1') : '',
    notes === '' ? '' : attribute('NOTES', notes),
    isPlain(title) ? '' : attribute('WHOLETITLE', title),
    /\[\/?linkding-notes\]/.test(description) ? attribute('DESCRIPTION', description) : '',
  ];
  const said = description === '' || /\[\/?linkding-notes\]/.test(description) ? '' : `<DD>${escaped(description)}\n`;
  return `<DT><A${attributes.join('')}>${escaped(title)}</A>\n${said}`;
};

/** Whether a text is what it is when white space is shown as one space. */
const isPlain = (text: string): boolean => text === text.replace(/\s+/g, ' ').trim();

const attribute = (name: string, value: string): string => ` ${name}="${escaped(value)}"`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
