import type { Bookmark } from '@bookmark-manager/contract';
import { document, element, text, type Xml } from './xml.ts';

/** What a feed says. */
export type FeedContent = {
  readonly name: string;
  /** Its own address, as its reader knows it. */
  readonly self: string;
  /** Where the bookmarks are for people. */
  readonly home: string;
  /** Tells it from other feeds, whatever its address is. */
  readonly id: string;
  readonly items: readonly Bookmark[];
};

/** The formats, by the end of a feed's address. */
export const formats = {
  rss: { mediaType: 'application/rss+xml; charset=utf-8', write: (content: FeedContent) => rss(content) },
  atom: { mediaType: 'application/atom+xml; charset=utf-8', write: (content: FeedContent) => atom(content) },
} as const;
export type Format = keyof typeof formats;

const leaf = (name: string, value: string, attributes: Readonly<Record<string, string>> = {}): Xml =>
  element(name, attributes, [text(value)]);
const titleOf = ({ title, url }: Bookmark): string => title || url;
const uuid = (id: string): string => `urn:uuid:${id}`;

/** RSS 2.0. */
const rss = ({ name, self, home, items }: FeedContent): string =>
  document(
    element('rss', { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' }, [
      element('channel', {}, [
        leaf('title', name),
        leaf('link', home),
        leaf('description', name),
        element('atom:link', { href: self, rel: 'self', type: 'application/rss+xml' }),
        ...items.map((item) =>
          element('item', {}, [
            leaf('title', titleOf(item)),
            leaf('link', item.url),
            leaf('guid', uuid(item.id), { isPermaLink: 'false' }),
            leaf('pubDate', new Date(item.addedAt).toUTCString()),
            ...(item.description === '' ? [] : [leaf('description', item.description)]),
            ...item.tags.map((tag) => leaf('category', tag)),
          ]),
        ),
      ]),
    ]),
  );

/** Atom 1.0, RFC 4287. */
const atom = ({ name, self, home, id, items }: FeedContent): string =>
  document(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
      leaf('id', uuid(id)),
      leaf('title', name),
      // a feed without entries has to say something
      leaf(
        'updated',
        items
          .map(({ modifiedAt }) => modifiedAt)
          .toSorted()
          .at(-1) ?? '1970-01-01T00:00:00.000Z',
      ),
      element('author', {}, [leaf('name', name)]),
      element('link', { rel: 'self', type: 'application/atom+xml', href: self }),
      element('link', { rel: 'alternate', type: 'text/html', href: home }),
      ...items.map((item) =>
        element('entry', {}, [
          leaf('id', uuid(item.id)),
          leaf('title', titleOf(item)),
          element('link', { rel: 'alternate', href: item.url }),
          leaf('published', item.addedAt),
          leaf('updated', item.modifiedAt),
          ...(item.description === '' ? [] : [leaf('summary', item.description)]),
          ...item.tags.map((tag) => element('category', { term: tag })),
        ]),
      ),
    ]),
  );
