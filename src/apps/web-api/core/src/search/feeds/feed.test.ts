import type { Bookmark } from '@bookmark-manager/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from './feed.ts';
import { element, text } from './xml.ts';

const moment = '2026-11-24T01:02:03.456Z';
const bookmark: Bookmark = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  url: 'https://example.com/?a=1&b=2',
  title: 'A <b> & "c"',
  description: "It's\r\n]]>",
  notes: '',
  tags: ['日本'],
  folders: [],
  unread: false,
  archived: false,
  shared: false,
  language: null,
  icon: null,
  picture: null,
  link: null,
  version: 1,
  addedAt: moment,
  createdAt: moment,
  modifiedAt: moment,
};
const content = { name: 'Mine', self: 'https://h.test/api/feeds/s.rss', home: 'https://h.test/', id: bookmark.id };

/** What is left of XML when everything well formed is taken out of it, from the inside out. */
const leftOf = (xml: string): string => {
  const leaf = /<([\w:]+)(?: [\w:]+="[^<"]*")*(?:\/>|>(?:[^<>]|&#?\w+;)*<\/\1>)/g;
  let [before, left] = ['', xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '')];
  while (left !== before) [before, left] = [left, left.replace(leaf, '')];
  return left;
};

describe('a feed', () => {
  it('in RSS has what a reader shows', () => {
    const written = formats.rss.write({ ...content, items: [bookmark] });
    expect(written).toContain(
      '<title>A &lt;b&gt; &amp; &quot;c&quot;</title><link>https://example.com/?a=1&amp;b=2</link>',
    );
    expect(written).toContain(
      `<guid isPermaLink="false">urn:uuid:${bookmark.id}</guid><pubDate>Tue, 24 Nov 2026 01:02:03 GMT</pubDate>`,
    );
    expect(written).toContain('<description>It&#39;s&#13;\n]]&gt;</description><category>日本</category>');
  });

  it('in Atom has what the format asks for, also without entries', () => {
    expect(formats.atom.write({ ...content, items: [bookmark] })).toContain(
      `<published>${moment}</published><updated>${moment}</updated>`,
    );
    expect(formats.atom.write({ ...content, items: [] })).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });

  it.each(['rss', 'atom'] as const)('in %s is well formed whatever people write', (format) => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(any, any, any, any, (name, title, description, tag) => {
        const items = [{ ...bookmark, title, description, tags: [tag], url: `https://example.com/${title}` }];
        const written = formats[format].write({ ...content, name, items });
        expect(leftOf(written).trim()).toBe('');
        expect(written).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
      }),
    );
  });
});

describe('XML', () => {
  it('loses what it cannot hold', () => {
    expect(text('a\0\x1b\ufffeb\ud800c').xml).toBe('ab\ufffdc');
    expect(element('e', { a: '"<\r' }).xml).toBe('<e a="&quot;&lt;&#13;"/>');
  });
});
