import { describe, expect, it } from 'vitest';
import type { Link } from './link.ts';
import { readWhole } from './testing.ts';

const a = 'https://a.test/';
const read = (text: string) => readWhole(Buffer.from(text));
const json = (value: unknown) => JSON.stringify(value);

type Case = readonly [format: string, file: string, links: readonly Partial<Link>[]];

const html: readonly Case[] = [
  [
    'pocket-html',
    `<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
     <li><a href="${a}" time_added="1448296003" tags="x,y z">A</a></li></ul>
     <h1>Read Archive</h1><ul><li><a href="https://b.test/" time_added="1448296004" tags="">B</a></li></ul></body></html>`,
    [
      { url: a, title: 'A', tags: ['x', 'y z'], addedAt: new Date(1_448_296_003_000), archived: false, folders: [] },
      { url: 'https://b.test/', title: 'B', tags: [], archived: true },
    ],
  ],
  [
    'instapaper-html',
    `<html><head><title>Instapaper: Export</title></head><h1>Unread</h1><ol><li><a href="${a}">A</a></ol>
     <h1>Archive</h1><ol><li><a href="https://b.test/">B</a></ol><h1>Recipes</h1><ol><li><a href="https://c.test/">C</a></ol>`,
    [
      { url: a, folders: [], archived: false },
      { url: 'https://b.test/', folders: [], archived: true },
      { url: 'https://c.test/', folders: [['Recipes']], archived: false },
    ],
  ],
  [
    'pinboard-xml',
    `<?xml version="1.0" encoding="UTF-8"?><posts user="u"><post href="${a}" description="A &amp; B" extended="about" tag="x y" time="2016-06-15T16:50:12Z" toread="yes" shared="no"/></posts>`,
    [{ url: a, title: 'A & B', description: 'about', tags: ['x', 'y'], unread: true, shared: false }],
  ],
  [
    'netscape-html',
    `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>
     <DT><A HREF="${a}" ADD_DATE="1616337559" PRIVATE="0" TOREAD="1" TAGS="x,linkding:bookmarks.archived">A</A>
     <DD>said[linkding-notes]**mine**
two[/linkding-notes]</DL>`,
    [{ tags: ['x'], archived: true, unread: true, shared: false, description: 'said', notes: '**mine**\ntwo' }],
  ],
  [
    'netscape-html',
    `<!doctype netscape-bookmark-file-1>\r\n<DL><p>\r\n<DT><H3>\r\nA\r\nB</H3>\r\n<DL><p>\r\n<DT><A HREF="${a}">one\r\n  two</A>\r\n</DL></DL>`,
    [{ title: 'one two', folders: [['A B']] }],
  ],
];

const tables: readonly Case[] = [
  [
    'pocket-csv',
    `title,url,time_added,tags,status\r\n"A, ""b""",${a},1600322788,x|y z,archive\r\n`,
    [{ title: 'A, "b"', url: a, tags: ['x', 'y z'], archived: true, addedAt: new Date(1_600_322_788_000) }],
  ],
  [
    'pocket-csv',
    `\ufeffstatus,tags,time_added,url,title\nunread,,0,${a},A`,
    [{ url: a, addedAt: null, archived: false }],
  ],
  [
    'instapaper-csv',
    `URL,Title,Selection,Folder,Timestamp,Tags\n${a},A,said,Recipes,1600322788,"[""x"",""y, z""]"\n`,
    [{ description: 'said', folders: [['Recipes']], tags: ['x', 'y, z'], addedAt: new Date(1_600_322_788_000) }],
  ],
  [
    'raindrop-csv',
    `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,A,mine,theirs,${a},A/B,"x, y",2024-05-01T14:00:00.000Z,,,false`,
    [{ description: 'mine', notes: 'theirs', folders: [['A', 'B']], tags: ['x', 'y'] }],
  ],
  [
    'readwise-csv',
    `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nA,${a},1,"['x', 'it\\'s']",2023-05-01 12:34:56+00:00,0,archive,True`,
    [{ tags: ['x', "it's"], archived: true, addedAt: new Date('2023-05-01T12:34:56Z') }],
  ],
  [
    'readwise-csv',
    `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nA,${a},1,"[""x""]",,0,new,False`,
    [{ tags: ['x'], archived: false, addedAt: null }],
  ],
  [
    'wallabag-csv',
    `Title;URL;Content;Tags;"MIME Type";Language;"Creation date"\nA;${a};"<p>a; ""b""\nc</p>";x,y;text/html;en;"15/06/2016 04:50:12"`,
    [{ title: 'A', tags: ['x', 'y'], addedAt: new Date('2016-06-15T04:50:12Z') }],
  ],
  ['csv', `Name\tLink\tKeywords\nA\t${a}\tx`, [{ title: 'A', url: a, tags: ['x'] }]],
  ['csv', `タイトル,URL,タグ\n日本,${a},"一,二"`, [{ title: '日本', tags: ['一', '二'] }]],
  ['csv', `${a}\nhttps://b.test/\n`, [{ url: a }, { url: 'https://b.test/' }]],
  ['csv', `A,${a}\n"B\nC",https://b.test/`, [{ title: 'A' }, { title: 'B C' }]],
  ['csv', `title,url\nno address,\n,\nA,${a}`, [{ title: 'no address', url: '' }, { url: a }]],
];

describe.each([
  ['HTML', html],
  ['a table', tables],
])('%s', (_kind, cases) => {
  it.each(cases)('%s is read as what it is, in pieces of any size', (format, file, links) => {
    const whole = read(file);
    expect(whole).toMatchObject({ format, recognised: true, complete: true, links });
    expect(whole.links).toHaveLength(links.length);
    for (const size of [1, 7]) expect(readWhole(Buffer.from(file), size)).toEqual(whole);
  });
});

describe('a file that is cut', () => {
  it.each([...html, ...tables].filter(([, file]) => file.length > 100))(
    'of %s, read up to the cut, is never more than the whole',
    (_format, file) => {
      const whole = read(file).links.map(({ url }) => url);
      for (let at = 1; at < file.length; at += 13) {
        const { links } = read(file.slice(0, at));
        expect(links.length).toBeLessThanOrEqual(whole.length);
      }
    },
  );

  it.each([
    ['JSON', `[{"url":"${a}"},{"url":"https://b`],
    ['HTML', `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="${a}">A</A><DT><A HREF="htt`],
    ['a table', `url,title\n${a},A\nhttps://b.test/,"cut`],
  ])('in %s says so and keeps what came before', (_kind, file) => {
    const { links, complete } = read(file);
    expect(complete).toBe(false);
    expect(links[0]?.url).toBe(a);
  });
});

describe('what is no file of bookmarks', () => {
  it.each([
    '',
    ' ',
    'hello',
    'name,age\na,1',
    '{}',
    '[]',
    '[1,2]',
    'null',
    '{"tags":[{"name":"x"}]}',
    'PK\x03\x04',
    '%PDF-1.7',
  ])('is not taken for one: %j', (file) => {
    expect(read(file)).toMatchObject({ recognised: false, links: [] });
  });
});

it('keeps names and texts as long as they may be', () => {
  const { links } = read(
    json([{ url: a, title: 'x'.repeat(5000), description: 'y'.repeat(50_000), tags: ['t'.repeat(500)] }]),
  );
  const [link] = links;
  expect([link?.title.length, link?.description.length, link?.tags[0]?.length]).toEqual([1000, 20_000, 100]);
});
