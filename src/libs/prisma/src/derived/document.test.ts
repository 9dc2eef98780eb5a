import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderTerm, type Searchable, searchText, siteTerm, tagTerm } from './document.ts';

const empty: Searchable = { url: 'https://x.test/', title: '', description: '', tags: [] };
const parts = (content: Partial<Searchable>) => {
  const [version = '', plain = '', terms = ''] = searchText({ ...empty, ...content }).split('\x1e');
  return { version, plain, terms: terms.split('\x1f') };
};

describe('searchText', () => {
  it('is a version, the words of each field on a line of its own, and terms', () => {
    const { version, plain } = parts({
      title: 'Node.js ガイド',
      tags: ['Tag One'],
      description: '東京、Tower',
      notes: 'Mine',
    });
    expect([version, plain.split('\n')]).toEqual([
      '1',
      [' node js がいど ', ' tag one ', ' 東京 tower ', ' mine ', ' x test '],
    ]);
  });

  it.each([
    [{ title: 'Wombats' }, ['wombats', '^wombats']],
    [{ tags: ['Big Zoo'] }, ['#big zoo', 'big', '~big', 'zoo', '~zoo']],
    [{ title: 'Zoo', tags: ['zoo'] }, ['#zoo', 'zoo', '^zoo']],
    [{ description: 'word', notes: 'another word' }, ['word', 'another']],
    [{ title: '請求書' }, ['請求', '^請求', '求書', '^求書', '書', '^書']],
    [{ title: 'JavaScript' }, ['javascript', '^javascript', 'java', 'script', '^script']],
    [{ title: '𠮷野家' }, ['𠮷野', '野家', '家']],
    [{ description: 'done 🎉' }, ['done', '🎉']],
    [
      { url: 'https://www.Docs.example.co.jp/%E6%97%A5%E6%9C%AC/a?b=c#d' },
      ['@docs.example.co.jp', '@example.co.jp', '@jp', '日本', 'a', 'c', 'd'],
    ],
    [{ url: 'https://xn--wgv71a119e.jp/' }, ['@xn--wgv71a119e.jp', '日本', '本語', 'jp']],
    [{ folders: [['Work', 'Japan']] }, ['/work', '/work/japan', '/japan', '//work', '//work/japan']],
  ])('of %j has the terms %j', (content, expected) => {
    expect(parts(content).terms).toEqual(expect.arrayContaining(expected));
  });

  it('has no term for what only looks like one', () => {
    const { terms } = parts({ title: 'JavaScript', folders: [['Work', 'Japan']], url: 'https://www.example.com/' });
    for (const term of ['ava', '//japan', '@www.example.com', 'https', 'www', '']) expect(terms).not.toContain(term);
  });

  it('can be taken apart and stored, whatever somebody writes', () => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(any, any, fc.array(any), fc.array(fc.array(any)), (title, description, tags, folders) => {
        const text = searchText({ url: `https://x.test/${title}`, title, description, tags, folders });
        expect(text.split('\x1e')).toHaveLength(3);
        expect(text).not.toContain('\0');
        expect(text.isWellFormed()).toBe(true);
        const terms = text.split('\x1e')[2]?.split('\x1f') ?? [];
        expect(terms).not.toContain('');
        expect(new Set(terms).size).toBe(terms.length);
        for (const term of terms) expect(Buffer.byteLength(term)).toBeLessThan(2046);
      }),
    );
  });

  it.each([
    ['one word', 'x'.repeat(10_000_000)],
    ['Japanese', '請求書のガイド'.repeat(1_400_000)],
    ['words', 'aB1 '.repeat(2_500_000)],
    ['marks', '\u0301'.repeat(10_000_000)],
  ])('reads 10 MB of %s within five seconds, and keeps a part', (_what, text) => {
    const began = process.cpuUsage();
    const stored = searchText({
      ...empty,
      title: text,
      description: text,
      notes: text,
      tags: [text],
      folders: [[text]],
    });
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(5000);
    expect(stored.length).toBeLessThan(500_000);
  });
});

describe('what is asked for by name', () => {
  it.each([
    [tagTerm(' ＺＯＯ '), '#zoo'],
    [tagTerm('two\t words'), '#two words'],
    [folderTerm('Work/Japan'), '/work/japan'],
    [folderTerm('/Work / Japan/'), '//work/japan'],
    [siteTerm('https://www.Example.com/path'), '@example.com'],
    [siteTerm('日本語.jp'), '@xn--wgv71a119e.jp'],
    [siteTerm('a b'), '@'],
  ])('is the term %j', (term, expected) => {
    expect(term).toBe(expected);
  });
});
