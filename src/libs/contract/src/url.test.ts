import { describe, expect, it } from 'vitest';
import { readUrl } from './url.ts';

describe('readUrl', () => {
  it.each([
    ['https://example.com/', 'https://example.com/'],
    ['  http://example.com/a b  ', 'http://example.com/a b'],
    ['HTTPS://EXAMPLE.com', 'HTTPS://EXAMPLE.com'],
    ['https://日本語.example.jp/パス', 'https://日本語.example.jp/パス'],
    ['https://exa\nmple.com/', 'https://example.com/'],
  ])('keeps %j', (written, url) => {
    expect(readUrl(written)).toEqual({ url });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['?lY47tw', 'relative'],
    ['/path', 'relative'],
    ['//example.com/', 'relative'],
    ['example.com', 'relative'],
    ['javascript:alert(1)', 'javascript'],
    [' JavaScript:alert(1)', 'javascript'],
    ['java\nscript:alert(1)', 'javascript'],
    ['java\tscript:alert(1)', 'javascript'],
    ['data:text/html,x', 'data'],
    ['place:type=6', 'place'],
    ['file:///etc/passwd', 'file'],
    ['ftp://example.com/', 'other-scheme'],
    ['chrome://settings', 'other-scheme'],
    ['https://', 'unreadable'],
    ['http://exa mple.com', 'unreadable'],
    [`https://example.com/${'x'.repeat(8192)}`, 'too-long'],
  ])('refuses %j as %s', (written, refused) => {
    expect(readUrl(written)).toEqual({ refused });
  });
});
