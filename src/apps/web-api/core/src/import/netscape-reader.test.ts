import { describe, expect, it } from 'vitest';
import type { Link } from './link.ts';
import { NetscapeReader } from './netscape-reader.ts';

const read = (...pieces: string[]) => {
  const links: Link[] = [];
  const reader = new NetscapeReader((link) => links.push(link));
  for (const piece of pieces) reader.push(piece);
  return { links, ...reader.end() };
};

const doctype = '<!DOCTYPE NETSCAPE-Bookmark-file-1>';

describe('NetscapeReader', () => {
  it('takes the folder from the list that encloses a link', () => {
    const { links } = read(`${doctype}<DL><p>
      <DT><H3>Work</H3><DL><p>
        <DT><A HREF="https://a.test">A</A>
        <DT><H3>Japan &amp; Co</H3><DL><p><DT><A HREF="https://b.test">B</A></DL><p>
        <DT><A HREF="https://c.test">C</A>
      </DL><p>
      <DT><A HREF="https://d.test">D</A>
    </DL><p>`);
    expect(links.map(({ title, folders }) => [title, folders[0] ?? []])).toEqual([
      ['A', ['Work']],
      ['B', ['Work', 'Japan & Co']],
      ['C', ['Work']],
      ['D', []],
    ]);
  });

  it("takes a DD after a heading as the folder's, and reads the list after it", () => {
    const { links } = read(
      `${doctype}<DL><DT><H3>F</H3><DD>about it<DL><DT><A HREF="https://a.test">A</A><DD>mine</DL></DL>`,
    );
    expect(links).toMatchObject([{ folders: [['F']], description: 'mine' }]);
  });

  it('keeps markup in a description as its text, links too', () => {
    const { links } = read(
      `${doctype}<DL><DT><A HREF="https://a.test">A</A><DD>see <a href="https://b.test">b</a> &lt;3<DT><A HREF="https://c.test">C</A></DL>`,
    );
    expect(links.map(({ url, description }) => [url, description])).toEqual([
      ['https://a.test', 'see <a href="https://b.test">b</a> <3'],
      ['https://c.test', ''],
    ]);
  });

  it.each([
    ['TAGS="a, b ,,a"', { tags: ['a', 'b'] }],
    ['ADD_DATE="1466009412"', { addedAt: new Date(1_466_009_412_000) }],
    ['ADD_DATE="0"', { addedAt: null }],
    ['DESCRIPTION="said\nhere"', { description: 'said\nhere' }],
    ["add_date='1466009412'", { addedAt: new Date(1_466_009_412_000) }],
    ['add_date=1466009412', { addedAt: new Date(1_466_009_412_000) }],
    ['ICON="data:image/png;base64,a>b"', { title: 'A' }],
  ])('reads the attribute %s', (attribute, expected) => {
    expect(read(`${doctype}<DL><DT><A HREF="https://a.test" ${attribute}>A</A></DL>`).links).toMatchObject([expected]);
  });

  it('decodes addresses as attributes: &amp; is &, &copy= stays', () => {
    const { links } = read(`${doctype}<DL><DT><A HREF="https://a.test?x=1&amp;y=2&copy=3&folder=4">A</A></DL>`);
    expect(links[0]?.url).toBe('https://a.test?x=1&y=2&copy=3&folder=4');
  });

  it('reads the same in pieces of any size', () => {
    const html = `${doctype}<DL><DT><H3>日本&amp;</H3><DD>d<DL><DT><A HREF="https://a.test" TAGS="x">A &lt; B</A><DD>e &amp; f</DL></DL>`;
    const whole = read(html);
    expect(whole.links).toHaveLength(1);
    for (let at = 1; at < html.length; at += 1) expect(read(html.slice(0, at), html.slice(at))).toEqual(whole);
  });

  it.each([
    ['no doctype', '<DL><DT><A HREF="https://a.test">A</A></DL>', true],
    ['only a doctype', doctype.toLowerCase(), true],
    ['an ordinary page', '<html><body><a href="https://a.test">A</a></body></html>', false],
    ['nothing', '', false],
    ['binary', '\u007fELF\u0000\u0001<\u0002', false],
    ['JSON', '{"a": "<b>"}', false],
  ])('recognises %s: %s', (_what, html, recognised) => {
    expect(read(html).recognised).toBe(recognised);
  });

  it.each([
    ['in a tag', '<DL><DT><A HREF="https://a.te'],
    ['in a title', '<DL><DT><A HREF="https://a.test">A tit'],
    ['in a list', '<DL><DT><A HREF="https://a.test">A</A>'],
  ])('says that a file ends %s', (_where, html) => {
    expect(read(doctype + html).complete).toBe(false);
  });

  it('hands on what came before the cut', () => {
    const { links } = read(`${doctype}<DL><DT><A HREF="https://a.test">A</A><DT><A HREF="https://b.te`);
    expect(links.map(({ url }) => url)).toEqual(['https://a.test']);
  });

  it('never throws, whatever it is given', () => {
    const scraps = [
      '<DL>',
      '</DL>',
      '<DT>',
      '<DD>',
      '<A HREF="',
      '">',
      '</A>',
      '<H3>',
      '</H3>',
      '<',
      '&#xD800;',
      '\0',
      '日',
    ];
    let seed = 1;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return scraps[seed % scraps.length] ?? '';
    };
    for (let round = 0; round < 500; round += 1) expect(() => read(...Array.from({ length: 40 }, next))).not.toThrow();
  });
});
