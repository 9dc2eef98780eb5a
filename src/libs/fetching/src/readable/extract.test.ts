import { describe, expect, it } from 'vitest';
import { extract as read } from './extract.ts';

const filler = '文章がここにあります。これは読むための本文で、十分に長くなければなりません。'.repeat(8);

describe('a page', () => {
  it('is read without what is around its text, and as text alone', async () => {
    const page = await read(`<html lang="ja"><head><title>題名</title><meta name="author" content="著者"></head><body>
      <nav><a href="/">Home</a><a href="/x">Other</a></nav><article><h2>見出し</h2><p>${filler}<br>次の&lt;行&gt;</p>
      <ul><li>一つ</li><li><b>二</b>つ</li></ul><pre>a\n  b</pre><blockquote>引用</blockquote>
      <p onclick="x()">${filler}<script>alert(1)</script><img src=x onerror=alert(1)></p></article><footer>Copyright</footer></body>`);
    expect(page).toMatchObject({ title: '題名', byline: '著者', language: 'ja' });
    expect(page?.blocks).toEqual([
      { kind: 'heading', text: '見出し' },
      { kind: 'paragraph', text: `${filler}\n次の<行>` },
      { kind: 'item', text: '一つ' },
      { kind: 'item', text: '二つ' },
      { kind: 'code', text: 'a\n  b' },
      { kind: 'quote', text: '引用' },
      { kind: 'paragraph', text: filler },
    ]);
  });

  it.each(['', '<html></html>', '<!--', '<script>x</script>'])(
    'without a text has nothing to read: %j',
    async (html) => {
      expect(await read(html)).toBeNull();
    },
  );

  it.each([
    ['no frame', (text: string) => `<title>題名</title>${text}`],
    ['no head', (text: string) => `<html><title>題名</title><body>${text}</body></html>`],
    ['nothing closed', (text: string) => `<!doctype html><title>題名</title><body><div>${text.replaceAll('</p>', '')}`],
  ])('needs %s', async (_what, around) => {
    const page = await read(around(`<p>${filler}</p><p>${filler}</p>`));
    expect(page).toMatchObject({ title: '題名', blocks: [{ text: filler }, { text: filler }] });
  });
});
