import { domainToUnicode } from 'node:url';
import { type Bookmark, type FoundBookmark, type Range, readUrl } from '@bookmark-manager/contract';
import { dayOf } from './dates.ts';

/** A text, and where its hits are. */
export type MarkedText = { readonly text: string; readonly hits?: readonly Range[] | undefined };

/** What a list shows of a bookmark: only that goes to the browser, and only once. */
export type ItemView = {
  readonly id: string;
  /** What is no web address is shown and not linked, wherever it came from. */
  readonly href: string | undefined;
  readonly title: MarkedText;
  readonly texts: readonly MarkedText[];
  readonly facts: FactsView;
  readonly tags: readonly string[];
  readonly tagHits?: readonly string[] | undefined;
};

export type FactsView = {
  readonly host: string;
  /** Where the icon of its site is. */
  readonly icon?: string;
  readonly addedAt: string;
  readonly day: string;
  readonly folders: readonly (readonly string[])[];
  readonly is: readonly ('unread' | 'archived' | 'shared')[];
};

/** Of a long description no more is shown than this; the page of the bookmark has all of it. */
const mostText = 400;

/** A bookmark as a list shows it. Notes stand there only when they hold what was looked for. */
export const itemView = (bookmark: FoundBookmark, lang: string, zone: string): ItemView => {
  const { id, url, title, description, notes, tags, marks } = bookmark;
  const texts = [
    { text: short(description), hits: marks?.description },
    ...(marks?.notes?.length ? [{ text: short(notes), hits: marks.notes }] : []),
  ];
  return {
    id,
    href: 'url' in readUrl(url) ? url : undefined,
    title: title ? { text: title, hits: marks?.title } : { text: url, hits: marks?.url },
    texts: texts.filter(({ text }) => text !== ''),
    facts: factsView(bookmark, lang, zone),
    tags,
    tagHits: marks?.tags,
  };
};

/** Where a bookmark leads, since when, where it lies, and what it is. */
export const factsView = (bookmark: Bookmark, lang: string, zone: string): FactsView => ({
  host: hostOf(bookmark.url),
  ...(bookmark.icon === null ? {} : { icon: bookmark.icon }),
  addedAt: bookmark.addedAt,
  day: dayOf(bookmark.addedAt, lang, zone),
  folders: bookmark.folders,
  is: (['unread', 'archived', 'shared'] as const).filter((one) => bookmark[one]),
});

/** Never half of a surrogate pair. */
const short = (text: string): string => (text.length > mostText ? `${text.slice(0, mostText)}…`.toWellFormed() : text);

/** The host as people write it: 日本語.jp, not xn--wgv71a119e.jp. */
const hostOf = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const { hostname, port } = new URL(url);
  const host = domainToUnicode(hostname) || hostname;
  return port === '' ? host : `${host}:${port}`;
};
