import { describe, expect, it } from 'vitest';
import { newBookmarkSchema } from './bookmark.ts';
import { listQuerySchema } from './search.ts';

describe('newBookmarkSchema', () => {
  it('fills in what was not given', () => {
    expect(newBookmarkSchema.parse({ url: 'https://example.com' })).toEqual({
      url: 'https://example.com',
      title: '',
      description: '',
      tags: [],
      folders: [],
    });
  });

  it('takes out what the database cannot hold', () => {
    const read = newBookmarkSchema.parse({ url: 'https://example.com', title: ' a\0b\ud800 ', tags: [' t\0 '] });
    expect(read).toMatchObject({ title: 'ab\ufffd', tags: ['t'] });
  });

  it.each([
    ['a script', { url: 'javascript:alert(1)' }, 'url'],
    ['no address', {}, 'url'],
    ['an empty tag', { url: 'https://example.com', tags: ['\0'] }, 'tags'],
    ['a folder without a name', { url: 'https://example.com', folders: [[]] }, 'folders'],
    ['a title that is no text', { url: 'https://example.com', title: 1 }, 'title'],
  ])('refuses %s and names the field', (_what, given, field) => {
    const result = newBookmarkSchema.safeParse(given);
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});

describe('listQuerySchema', () => {
  it.each(['0', '101', '-1', '1.5', 'x'])('refuses a limit of %s', (limit) => {
    expect(listQuerySchema.safeParse({ limit }).success).toBe(false);
  });
});
