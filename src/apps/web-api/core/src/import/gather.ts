import { type LeftOut, readUrl, type UrlRefusal } from '@bookmark-manager/contract';
import { merge } from '../bookmarks/merge.ts';
import type { Link } from './link.ts';

/** One address of the file with all that its links say about it. */
export type Incoming = Link;

/** Links of a file that are written together. */
export type Batch = {
  readonly links: number;
  readonly bookmarks: readonly Incoming[];
  /** Links beyond the first with their address, in this batch. */
  readonly duplicates: number;
  readonly leftOut: readonly LeftOut[];
};

/** Collects links: those with the same address as one, those that are not kept with their reason. `from`: links of the file before these. */
export const gather = (links: readonly Link[], from = 0): Batch => {
  const byUrl = new Map<string, Incoming>();
  const leftOut: LeftOut[] = [];
  let duplicates = 0;
  for (const [index, link] of links.entries()) {
    const read = readUrl(link.url);
    if ('refused' in read) leftOut.push(named(link, from + index + 1, read.refused));
    else {
      const known = byUrl.get(read.url);
      if (known) duplicates += 1;
      byUrl.set(read.url, known ? united(known, link) : { ...link, url: read.url });
    }
  }
  return { links: links.length, bookmarks: [...byUrl.values()], duplicates, leftOut };
};

/** Two readings of one address; of what they contradict each other in, the first is right. */
export const united = <Known extends Pick<Link, 'title' | 'description' | 'notes' | 'tags' | 'folders' | 'addedAt'>>(
  known: Known,
  other: Link,
): Known => {
  const next = merge(known, other);
  return next.notes === '' && other.notes !== '' ? { ...next, notes: other.notes } : next;
};

const named = ({ title, url }: Link, position: number, because: UrlRefusal): LeftOut => ({
  position,
  title: whole(title.slice(0, 200)),
  url: whole(url.slice(0, 2000)),
  because,
});

/** Without half of a character at its end, which PostgreSQL's JSON refuses. */
const whole = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');
