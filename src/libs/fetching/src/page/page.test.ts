import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePage } from './decode.ts';
import { readHead } from './head.ts';
import { metadataOf } from './metadata.ts';

/** A body in pieces of so many bytes; tells how many of them were taken. */
const inPieces = (bytes: Uint8Array, size = 7) => {
  const taken = { bytes: 0 };
  const body = (async function* () {
    for (let at = 0; at < bytes.length; at += size) {
      taken.bytes += size;
      yield bytes.subarray(at, at + size);
    }
  })();
  return { body, taken };
};
const decoded = async (bytes: Uint8Array, contentType?: string, size?: number): Promise<string> => {
  let text = '';
  for await (const piece of decodePage(inPieces(bytes, size).body, contentType)) text += piece;
  return text;
};
const metadata = async (page: string, url = 'https://a.test/dir/page', header?: string) =>
  metadataOf(await readHead(decodePage(inPieces(Buffer.from(page)).body, 'text/html; charset=utf-8')), url, header);

// 日本語 in the encodings that pages in Japan come in
const sjis = [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea];
const euc = [0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec];
const jis = [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x38, 0x6c, 0x1b, 0x28, 0x42];
const around = (bytes: readonly number[], before: string) =>
  Buffer.concat([Buffer.from(before), Buffer.from('<title>'), Buffer.from(bytes), Buffer.from('</title>')]);
const meta = (charset: string) => `<!-- charset=x --><meta charset="${charset}">`;
const equiv = (charset: string) => `<META http-equiv=Content-Type content="text/html; charset=${charset}">`;

describe('the encoding of a page', () => {
  it.each([
    ['its header', around(sjis, ''), 'text/html; charset=Shift_JIS'],
    ['its header in quotes', around(euc, ''), 'text/html;charset="EUC-JP"'],
    ['its header rather than its META', around(euc, meta('shift_jis')), 'text/html; charset=euc-jp'],
    ['its META', around(sjis, meta('shift_jis')), 'text/html'],
    ['its META of old', around(euc, equiv('euc-jp')), undefined],
    ['a name that is none of the standard', around(sjis, meta('cp932')), undefined],
    ['its META when the header names none that is known', around(euc, meta('x-euc-jp')), 'text/html; charset=none'],
    ['what it can be read in: Shift_JIS', around(sjis, ''), undefined],
    ['what it can be read in: EUC-JP', around(euc, ''), undefined],
    ['what it can be read in: ISO-2022-JP', around(jis, ''), undefined],
    ['what it can be read in: UTF-8', around([...Buffer.from('日本語')], ''), undefined],
    ['UTF-8 although its META says UTF-16', around([...Buffer.from('日本語')], meta('utf-16')), undefined],
    ['its mark rather than its header', Buffer.from('\ufeff<title>日本語</title>'), 'text/html; charset=shift_jis'],
    ['its mark of UTF-16', Buffer.from('\ufeff<title>日本語</title>', 'utf16le'), undefined],
  ])('is %s', async (_what, bytes, contentType) => {
    for (const size of [1, 2, 7, 100_000])
      expect(await decoded(bytes, contentType, size)).toContain('<title>日本語</title>');
  });

  it('is the one of the West when nothing else fits', async () => {
    expect(await decoded(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0xff]))).toBe('café ÿ');
  });

  it('is known after 16 KiB of a page that declares nothing', async () => {
    const { body, taken } = inPieces(Buffer.alloc(100_000, 'a'), 1024);
    const pieces = decodePage(body);
    await pieces.next();
    expect(taken.bytes).toBe(16 * 1024);
  });
});

describe('a page', () => {
  it('says what it is', async () => {
    const page = `<!doctype html><html lang="ja-jp"><head>
      <title>\n 題名 &amp;\n　more </title><title>second</title>
      <meta name="Description" content="about &quot;it&quot;">
      <link rel="stylesheet canonical" href="../canonical?a=1&amp;b=2">
      <link rel="shortcut icon" href="/small.png" sizes="16x16"><link rel="icon" href="large.png" sizes="32x32 64x64">
      <link rel="apple-touch-icon" href="//cdn.test/touch.png"><link rel="icon" type="image/svg+xml" href="/drawing">
      <meta property="og:image" content="https://cdn.test/preview.jpg"></head>
      <body><meta name="author" content="x"></body>`;
    expect(await metadata(page)).toEqual({
      title: '題名 & more',
      description: 'about "it"',
      language: 'ja-JP',
      canonicalUrl: 'https://a.test/canonical?a=1&b=2',
      icons: [
        'https://a.test/dir/large.png',
        'https://a.test/small.png',
        'https://cdn.test/touch.png',
        'https://a.test/favicon.ico',
      ],
      image: 'https://cdn.test/preview.jpg',
    });
  });

  it('says it to others where it does not say it itself', async () => {
    const page =
      '<meta property="og:title" content="T"><meta property=og:description content=D><meta property="og:locale" content="en_GB"><meta property="og:url" content="/u"><base href="https://b.test/x/"><svg><title>drawing</title></svg>';
    expect(await metadata(page)).toMatchObject({
      title: 'T',
      description: 'D',
      language: 'en-GB',
      canonicalUrl: 'https://b.test/u',
    });
  });

  it('may say nothing', async () => {
    const nothing = { title: null, description: null, language: null, canonicalUrl: null, image: null };
    expect(await metadata('')).toMatchObject(nothing);
    expect(await metadata('<title> </title><meta name=description content=" ">')).toMatchObject(nothing);
    expect(await metadata('', 'https://a.test/', 'en, ja')).toMatchObject({ language: 'en' });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'http://',
    'https://user:password@a.test/',
  ])('leads to no %s', async (address) => {
    const page = `<link rel=canonical href="${address}"><link rel=icon href="${address}"><meta property=og:image content="${address}">`;
    expect(await metadata(page)).toMatchObject({
      canonicalUrl: null,
      image: null,
      icons: ['https://a.test/favicon.ico'],
    });
  });

  it.each(['</head>', '<body>', '</HEAD >'])('is read to %s and no further', async (end) => {
    const { body, taken } = inPieces(Buffer.from(`<html><head><title>T</title>${end}${'<p>'.repeat(100_000)}`), 100);
    expect(await readHead(decodePage(body, 'text/html; charset=utf-8'))).toMatchObject({ title: 'T' });
    expect(taken.bytes).toBeLessThan(300);
  });

  it('is read no further than a head can be long', async () => {
    const { body, taken } = inPieces(Buffer.alloc(3_000_000, '<script>'), 10_000);
    await readHead(decodePage(body, 'text/html; charset=utf-8'));
    expect(taken.bytes).toBeLessThan(1_100_000);
  });

  it('can be anything', async () => {
    const parts = fc.constantFrom(
      '<title>',
      '</title>',
      '<meta ',
      'content=',
      '<link rel=icon href=',
      '"',
      '>',
      '<svg',
      '<!--',
      '\0',
      '\ud800',
      'あ',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(parts, fc.string()), { maxLength: 40 }), async (pieces) => {
        const { title } = await metadata(pieces.join(''));
        return title === null || (title.isWellFormed() && !title.includes('\0'));
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => (await decoded(bytes)).length >= 0),
    );
  });
});
