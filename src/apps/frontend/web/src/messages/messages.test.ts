import { describe, expect, it } from 'vitest';
import { messagesFor } from './index.ts';

describe('messagesFor', () => {
  it.each([
    [null, 'en'],
    ['', 'en'],
    ['ja', 'ja'],
    ['ja-JP,ja;q=0.9,en-US;q=0.8', 'ja'],
    ['en-GB,ja;q=0.9', 'en'],
    ['fr, ja;q=0.5, en;q=0.4', 'ja'],
    ['ja;q=0, en;q=0.1', 'en'],
    ['*', 'en'],
  ])('for %j is %s', (header, lang) => {
    expect(messagesFor(header).lang).toBe(lang);
  });
});
