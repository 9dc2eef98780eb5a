import { describe, expect, it } from 'vitest';
import { Gathering } from './gather.ts';
import type { Link } from './netscape-reader.ts';

const link = (given: Partial<Link>): Link => ({
  url: 'https://a.test',
  title: '',
  description: '',
  tags: [],
  folder: [],
  addedAt: null,
  ...given,
});

describe('Gathering', () => {
  it('makes one bookmark of the links with one address', () => {
    const gathering = new Gathering();
    gathering.take(link({ title: 'A', tags: ['x'], folder: ['F'], addedAt: new Date(2000) }));
    gathering.take(
      link({ title: 'B', tags: ['x', 'y'], folder: ['G', 'H'], addedAt: new Date(1000), description: 'd' }),
    );
    expect(gathering.bookmarks).toEqual([
      {
        url: 'https://a.test',
        title: 'A',
        description: 'd',
        tags: ['x', 'y'],
        folders: [['F'], ['G', 'H']],
        addedAt: new Date(1000),
      },
    ]);
    expect(gathering.counts).toMatchObject({ links: 2, duplicates: 1, skipped: 0 });
  });

  it('counts what it leaves out by its reason', () => {
    const gathering = new Gathering();
    for (const url of ['javascript:1', 'javascript:2', 'place:x', '', 'https://a.test'])
      gathering.take(link({ url, title: url }));
    expect(gathering.counts).toEqual({
      links: 5,
      duplicates: 0,
      skipped: 4,
      skippedBecause: { javascript: 2, place: 1, empty: 1 },
      skippedLinks: [
        { title: 'javascript:1', url: 'javascript:1', because: 'javascript' },
        { title: 'javascript:2', url: 'javascript:2', because: 'javascript' },
        { title: 'place:x', url: 'place:x', because: 'place' },
        { title: '', url: '', because: 'empty' },
      ],
    });
  });

  it('names the first hundred that it leaves out, and cuts their addresses', () => {
    const gathering = new Gathering();
    for (let i = 0; i < 150; i += 1) gathering.take(link({ url: `data:${'x'.repeat(5000)}` }));
    const { skipped, skippedLinks } = gathering.counts;
    expect([skipped, skippedLinks.length, skippedLinks[0]?.url.length]).toEqual([150, 100, 200]);
  });
});
