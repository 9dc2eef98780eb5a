import { expect, it } from 'vitest';
import type { Link } from './link.ts';
import { readWhole } from './testing.ts';

const a = 'https://a.test/';
const read = (text: string) => readWhole(Buffer.from(text));
const json = (value: unknown) => JSON.stringify(value);

type Case = readonly [format: string, file: string, links: readonly Partial<Link>[]];

const objects: readonly Case[] = [
  [
    'chrome-json',
    json({
      checksum: 'x',
      roots: {
        bookmark_bar: {
          children: [
            {
              children: [{ date_added: '13110483012000000', name: 'A', type: 'url', url: a }],
              date_added: '13110483012000000',
              name: 'Inner',
              type: 'folder',
            },
          ],
          name: 'Bookmarks bar',
          type: 'folder',
        },
        other: {
          children: [{ date_added: '0', name: 'B', type: 'url', url: 'https://b.test/' }],
          name: 'Other',
          type: 'folder',
        },
      },
      version: 1,
    }),
    [
      { url: a, title: 'A', folders: [['Bookmarks bar', 'Inner']], addedAt: new Date('2016-06-15T16:50:12Z') },
      { url: 'https://b.test/', folders: [['Other']], addedAt: null },
    ],
  ],
  [
    'firefox-json',
    json({
      title: '',
      root: 'placesRoot',
      children: [
        {
          title: 'menu',
          type: 'text/x-moz-place-container',
          children: [
            {
              title: 'A',
              type: 'text/x-moz-place',
              uri: a,
              dateAdded: 1_466_009_412_345_678,
              annos: [{ name: 'bookmarkProperties/description', value: 'about' }],
            },
            { type: 'text/x-moz-place-separator' },
            { title: 'Recent', type: 'text/x-moz-place', uri: 'place:sort=8' },
          ],
        },
        {
          title: 'Tags',
          root: 'tagsFolder',
          type: 'text/x-moz-place-container',
          children: [
            {
              title: 'x',
              type: 'text/x-moz-place-container',
              children: [{ type: 'text/x-moz-place', uri: a, dateAdded: 1 }],
            },
          ],
        },
      ],
    }),
    [
      { url: a, title: 'A', description: 'about', folders: [['menu']], addedAt: new Date(1_466_009_412_345) },
      { url: 'place:sort=8' },
      { url: a, tags: ['x'], folders: [], addedAt: null },
    ],
  ],
  [
    'pinboard-json',
    json([
      {
        href: a,
        description: 'A',
        extended: 'about',
        time: '2016-06-15T16:50:12Z',
        shared: 'yes',
        toread: 'yes',
        tags: 'x y',
      },
    ]),
    [{ title: 'A', description: 'about', tags: ['x', 'y'], unread: true, shared: false }],
  ],
  [
    'linkding-json',
    json({
      count: 1,
      next: null,
      results: [
        {
          id: 1,
          url: a,
          title: 'A',
          description: 'd',
          notes: 'n',
          is_archived: true,
          unread: true,
          shared: true,
          tag_names: ['x'],
          date_added: '2020-09-26T09:46:23.006313Z',
        },
      ],
    }),
    [{ notes: 'n', description: 'd', archived: true, unread: true, shared: true, tags: ['x'] }],
  ],
  [
    'omnivore-json',
    json([{ title: 'A', url: a, state: 'Archived', savedAt: '2024-10-29T16:30:11.000Z', labels: ['x'] }]),
    [{ archived: true, tags: ['x'], addedAt: new Date('2024-10-29T16:30:11Z') }],
  ],
  [
    'wallabag-json',
    json([
      {
        is_archived: 1,
        is_starred: 0,
        tags: ['x', { label: 'y' }],
        id: 1,
        title: 'A',
        url: a,
        content: '<p>long</p>',
        created_at: '2016-09-08T11:55:58+0200',
      },
    ]),
    [{ archived: true, tags: ['x', 'y'], description: '', addedAt: new Date('2016-09-08T09:55:58Z') }],
  ],
  [
    'shaarli-json',
    json([
      {
        id: 1,
        url: a,
        shorturl: 'x',
        title: 'A',
        description: 'd',
        tags: ['x', 'y'],
        private: true,
        created: '2016-05-14T23:10:31+02:00',
      },
    ]),
    [{ description: 'd', tags: ['x', 'y'], shared: false, addedAt: new Date('2016-05-14T21:10:31Z') }],
  ],
  [
    'raindrop-json',
    json({
      items: [
        {
          _id: 1,
          link: a,
          title: 'A',
          excerpt: 'e',
          note: '',
          tags: ['x'],
          created: '2024-05-01T14:00:00Z',
          media: [{ link: 'https://no.test/' }],
        },
      ],
    }),
    [{ url: a, description: 'e', tags: ['x'] }],
  ],
  [
    'karakeep-json',
    json({
      bookmarks: [
        {
          createdAt: 1_466_009_412,
          title: 'A',
          tags: ['x'],
          content: { type: 'link', url: a },
          note: 'n',
          archived: true,
        },
      ],
    }),
    [{ url: a, title: 'A', tags: ['x'], notes: 'n', archived: true, addedAt: new Date(1_466_009_412_000) }],
  ],
  [
    'json',
    json({ name: 'me', collections: [{ id: 1, name: 'C', links: [{ url: a, name: 'A', tags: [{ name: 'x' }] }] }] }),
    [{ url: a, title: 'A', tags: ['x'], folders: [['C']] }],
  ],
  ['json', `{"url":"${a}"}\n{"url":"https://b.test/"}\n`, [{ url: a }, { url: 'https://b.test/' }]],
  ['json', json([{ title: 'no address' }, { url: a }]), [{ title: 'no address', url: '' }, { url: a }]],
  ['json', `[{"url":"${a}","title":"one\ntwo \\u65e5\\ud83d\\ude00"}]`, [{ title: 'one two 日😀' }]],
];

it.each(objects)('%s is read as what it is, in pieces of any size and up to a cut', (format, file, links) => {
  const whole = read(file);
  expect(whole).toMatchObject({ format, recognised: true, complete: true, links });
  expect(whole.links).toHaveLength(links.length);
  for (const size of [1, 7]) expect(readWhole(Buffer.from(file), size)).toEqual(whole);
  for (let at = 1; at < file.length; at += 13) {
    expect(read(file.slice(0, at)).links.length).toBeLessThanOrEqual(links.length);
  }
});
