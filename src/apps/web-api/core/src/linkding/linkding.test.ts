import { linkdingWriteSchema } from '@bookmark-manager/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../search/language/parse.ts';
import { bundleQuery } from './bundle-query.ts';
import { listSchema } from './list-query.ts';
import { pageAddresses } from './page-addresses.ts';
import { readLinkdingQuery } from './query.ts';

describe('readLinkdingQuery', () => {
  it.each([
    ['one two', 'one two'],
    ['#tag "a phrase" word', '#tag "a phrase" word'],
    ['!unread #tag', 'is:unread #tag'],
    ['!untagged', 'is:untagged'],
    ['one and two', 'one two'],
    ['one or (two and not three)', 'one or (two -three)'],
    ['"not this and !unread"', '"not this and !unread"'],
    ['not "a phrase"', '-"a phrase"'],
    ['nothing android', 'nothing android'],
    ['(broken', '"broken"'],
    ['is:nonsense', '"is:nonsense"'],
    ['', ''],
  ])('reads %j as %j', (written, ours) => {
    expect(readLinkdingQuery(written)).toEqual(parseQuery(ours));
  });

  it('refuses nothing', () => {
    const piece = fc.constantFrom(
      '"',
      '(',
      ')',
      ' ',
      'not',
      'and',
      'or',
      '!unread',
      '#',
      'a',
      '-',
      'is:',
      'before:x',
      '日本',
      '\0',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: piece })), (written) => {
        readLinkdingQuery(written);
      }),
    );
  });
});

describe('listSchema', () => {
  it('takes what clients send, and leaves out what is none', () => {
    expect(listSchema.parse({})).toEqual({
      q: '',
      limit: 100,
      offset: 0,
      sort: ['added', 'desc'],
      unread: null,
      shared: null,
      bundle: null,
      user: '',
      modified_since: null,
      added_since: null,
    });
    expect(listSchema.parse({ limit: 'x', offset: '-1', sort: 'toString', unread: 'off', bundle: '' })).toEqual(
      listSchema.parse({}),
    );
    const given = {
      q: ['a', 'b'],
      limit: '5000',
      offset: '20',
      sort: 'title_asc',
      unread: 'yes',
      shared: 'no',
      bundle: '3',
    };
    expect(listSchema.parse({ ...given, added_since: '2026-11-01T00:00:00+09:00' })).toMatchObject({
      q: 'b',
      limit: 1000,
      offset: 20,
      sort: ['title', 'asc'],
      unread: true,
      shared: false,
      bundle: 3,
      added_since: new Date('2026-10-31T15:00:00Z'),
    });
    expect(listSchema.safeParse({ added_since: 'yesterday' }).success).toBe(false);
    expect(listSchema.safeParse({ modified_since: '9999-99-99' }).success).toBe(false);
  });
});

describe('linkdingWriteSchema', () => {
  it('takes a form’s words for true and false, and tags as linkding has them', () => {
    const form = { url: 'https://a.test/', unread: 'true', shared: 'false', tag_names: [' two words ', '', 'a', 'a'] };
    expect(linkdingWriteSchema.parse(form)).toEqual({
      url: 'https://a.test/',
      unread: true,
      shared: false,
      tag_names: ['two-words', 'a'],
    });
  });
});

describe('pageAddresses', () => {
  const asked = {
    proto: 'https',
    host: 'marks.test',
    path: '/api/bookmarks/',
    query: { q: 'a b', limit: '10', offset: '10' },
  };
  it('leads to the pages before and after as the load balancer knows them', () => {
    expect(pageAddresses(asked, { limit: 10, offset: 10 }, 25)).toEqual({
      next: 'https://marks.test/api/bookmarks/?q=a+b&limit=10&offset=20',
      previous: 'https://marks.test/api/bookmarks/?q=a+b&limit=10',
    });
  });

  it('ends', () => {
    expect(pageAddresses({ ...asked, query: {} }, { limit: 100, offset: 0 }, 100)).toEqual({
      next: null,
      previous: null,
    });
  });
});

describe('bundleQuery', () => {
  it.each([
    [{ search: 'word' }, 'word'],
    [{ search: 'a or b', all_tags: 'x y' }, '(a or b) #x #y'],
    [{ any_tags: '#x y', excluded_tags: 'z' }, '(#x or #y) -#z'],
    [{ any_tags: 'x' }, '#x'],
    [{}, ''],
  ])('makes one search of %j', (bundle, query) => {
    expect(bundleQuery(bundle)).toBe(query);
  });
});
