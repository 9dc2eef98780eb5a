import { describe, expect, it } from 'vitest';
import { gather } from './gather.ts';
import { linkOf, type Said } from './link.ts';

const link = (given: Said) => linkOf({ url: 'https://a.test', ...given });

describe('gather', () => {
  it('makes one bookmark of the links with one address', () => {
    const batch = gather([
      link({ title: 'A', tags: ['x'], folders: [['F']], addedAt: new Date(2000), archived: true }),
      link({
        title: 'B',
        tags: ['x', 'y'],
        folders: [['G', 'H']],
        addedAt: new Date(1000),
        description: 'd',
        notes: 'n',
      }),
    ]);
    expect(batch).toEqual({
      links: 2,
      duplicates: 1,
      leftOut: [],
      bookmarks: [
        {
          url: 'https://a.test',
          title: 'A',
          description: 'd',
          notes: 'n',
          tags: ['x', 'y'],
          folders: [['F'], ['G', 'H']],
          addedAt: new Date(1000),
          unread: false,
          archived: true,
          shared: false,
        },
      ],
    });
  });

  it('names each link that it leaves out, with its place in the file and its reason', () => {
    const urls = ['javascript:1', 'https://a.test', 'place:x', ''];
    const { leftOut, bookmarks } = gather(
      urls.map((url) => link({ url, title: `T${url}` })),
      10,
    );
    expect(bookmarks).toHaveLength(1);
    expect(leftOut).toEqual([
      { position: 11, title: 'Tjavascript:1', url: 'javascript:1', because: 'javascript' },
      { position: 13, title: 'Tplace:x', url: 'place:x', because: 'place' },
      { position: 14, title: 'T', url: '', because: 'empty' },
    ]);
  });

  it('cuts what it names, never through a character', () => {
    const [named] = gather([link({ url: `data:${'x'.repeat(5000)}`, title: `${'x'.repeat(199)}😀` })]).leftOut;
    expect([named?.url.length, named?.title.length]).toEqual([2000, 199]);
  });
});
