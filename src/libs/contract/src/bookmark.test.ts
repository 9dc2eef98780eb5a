import { describe, expect, it } from 'vitest';
import { editBookmarkSchema, newBookmarkSchema } from './bookmark.ts';
import { bulkSchema } from './change.ts';
import { listQuerySchema } from './search.ts';

describe('newBookmarkSchema', () => {
  it('fills in what was not given', () => {
    expect(newBookmarkSchema.parse({ url: 'https://example.com' })).toEqual({
      url: 'https://example.com',
      title: '',
      description: '',
      notes: '',
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

describe('an address', () => {
  it('is kept as it was written, but for what the database cannot hold', () => {
    expect(newBookmarkSchema.parse({ url: ' HTTPS://Example.com/a\0b\ud800 ' }).url).toBe(
      'HTTPS://Example.com/ab\ufffd',
    );
  });
});

describe('editBookmarkSchema', () => {
  it('names only what was named', () => {
    expect(editBookmarkSchema.parse({ title: ' T ' })).toEqual({ title: 'T' });
  });

  it.each([{ id: 'x' }, { version: 1 }, { url: 'javascript:alert(1)' }, { tags: null }])('refuses %j', (given) => {
    expect(editBookmarkSchema.safeParse(given).success).toBe(false);
  });
});

describe('bulkSchema', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  it.each([
    ['no bookmarks', { change: { archived: true } }],
    ['both ids and a query', { ids: [id], query: 'x', change: { archived: true } }],
    ['no change', { ids: [id], change: {} }],
    ['a change that is none', { ids: [id], change: { colour: 'red' } }],
    ['an undeletion', { ids: [id], change: { deleted: false } }],
  ])('refuses %s', (_what, given) => {
    expect(bulkSchema.safeParse(given).success).toBe(false);
  });
});

describe('listQuerySchema', () => {
  it.each(['0', '101', '-1', '1.5', 'x'])('refuses a limit of %s', (limit) => {
    expect(listQuerySchema.safeParse({ limit }).success).toBe(false);
  });
});
