import { describe, expect, it } from 'vitest';
import { bookmarklet } from './bookmarklet.ts';
import { fieldsOfShared } from './shared.ts';

describe('what is shared', () => {
  it.each([
    ['an address with its title', { url: 'https://a.test/x', title: 'T', text: '' }, ['https://a.test/x', 'T', '']],
    [
      'a page with selected text',
      { url: 'https://a.test/', title: 'T', text: 'A quote.' },
      ['https://a.test/', 'T', 'A quote.'],
    ],
    ['an address in the text', { url: '', title: '', text: 'https://a.test/x' }, ['https://a.test/x', '', '']],
    [
      'title and address in the text',
      { url: '', title: '', text: '箱根の宿 https://a.test/x' },
      ['https://a.test/x', '箱根の宿', ''],
    ],
    [
      'an address in a sentence',
      { url: '', title: 'T', text: 'See (https://a.test/x).' },
      ['https://a.test/x', 'T', 'See ().'],
    ],
    [
      'an address in Japanese',
      { url: '', title: '', text: '「https://a.test/x」を読む' },
      ['https://a.test/x', '「」を読む', ''],
    ],
    ['an address as title', { url: '', title: 'https://a.test/', text: '' }, ['https://a.test/', '', '']],
    ['no address', { url: 'nonsense', title: 'T', text: '' }, ['nonsense', 'T', '']],
    ['nothing', { url: '', title: '', text: '' }, ['', '', '']],
  ])('as %s', (_what, shared, [url, title, description]) => {
    expect(fieldsOfShared(shared)).toEqual({ url, title, description });
  });
});

describe('the bookmarklet', () => {
  it('opens the share page with address, title and selection, and is one address without spaces', () => {
    const code = bookmarklet('https://a.test');
    expect(code).toMatch(/^javascript:[!-~]+$/);
    const opened: unknown[] = [];
    const run = new Function('location', 'document', 'getSelection', 'open', code.slice('javascript:'.length));
    run(
      { href: 'https://b.test/?a=1&b=2' },
      { title: '題 & more' },
      () => 'x'.repeat(3000),
      (...given: unknown[]) => {
        opened.push(...given);
      },
    );
    const url = new URL(String(opened[0]));
    expect([url.origin, url.pathname]).toEqual(['https://a.test', '/share']);
    expect(url.searchParams.get('url')).toBe('https://b.test/?a=1&b=2');
    expect(url.searchParams.get('title')).toBe('題 & more');
    expect(url.searchParams.get('text')).toHaveLength(1000);
  });
});
