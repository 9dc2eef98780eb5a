import { exportFormats } from '@bookmark-manager/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gather } from '../import/gather.ts';
import { readWhole } from '../import/testing.ts';
import type { Exported, Placed } from './exported.ts';
import { writers } from './writers.ts';

/** Texts as the API keeps them, full of what each format has a meaning for. */
const unit = fc.constantFrom(
  ...[
    'a',
    'Z',
    '日',
    'ｶﾞ',
    '😀',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '"',
    "'",
    '<',
    '>',
    '&',
    '&amp;',
    ',',
    '|',
    ';',
    '[',
    ']',
    '\\',
    '/',
    '=',
  ],
  ...[
    '+',
    '-',
    '@',
    '<A HREF="x">',
    '</A>',
    '<DT>',
    '</DL>',
    '<!--',
    '\u00a0',
    '\u3000',
    '\ufeff',
    '{',
    '}',
    '[linkding-notes]',
    '#',
  ],
);
const text = fc.array(unit, { maxLength: 12 }).map((units) => units.join('').trim());
const name = text.filter((value) => value !== '');
const url = fc.webUrl({ withQueryParameters: true, withFragments: true });
const bookmark: fc.Arbitrary<Exported> = fc.record({
  url,
  title: text,
  description: text,
  notes: text,
  tags: fc.uniqueArray(name, { maxLength: 4 }),
  folders: fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 3, selector: JSON.stringify }),
  addedAt: fc.date({ min: new Date(1), max: new Date('2100-01-01'), noInvalidDate: true }),
  unread: fc.boolean(),
  archived: fc.boolean(),
  shared: fc.boolean(),
});
const bookmarks = fc.uniqueArray(bookmark, { maxLength: 8, selector: (one) => one.url });

/** As the database hands them over: by folder, in the order of the folders' names. */
const placed = (all: readonly Exported[], isTree: boolean): readonly Placed[] =>
  all
    .flatMap((one) => (isTree && one.folders.length > 0 ? one.folders : [[]]).map((place) => ({ ...one, place })))
    .toSorted((one, other) => compare(one.place, other.place));
const compare = (one: readonly string[], other: readonly string[]): number => {
  const at = one.findIndex((part, index) => part !== other[index]);
  if (at === -1) return one.length - other.length;
  return (one[at] ?? '') < (other[at] ?? '') || other[at] === undefined ? (other[at] === undefined ? 1 : -1) : 1;
};

const inOrder = (all: readonly (Omit<Exported, 'addedAt'> & { addedAt: Date | null })[]) =>
  all
    .map((one) => ({ ...one, folders: one.folders.toSorted(compare) }))
    .toSorted((one, other) => (one.url < other.url ? -1 : 1));

describe.each(exportFormats)('an export to %s', (format) => {
  it('imports back to the same', () => {
    fc.assert(
      fc.property(bookmarks, (all) => {
        const writer = writers[format]();
        const file = [writer.begin(), ...placed(all, writer.isTree).map((one) => writer.write(one)), writer.end()].join(
          '',
        );
        const { links, complete } = readWhole(Buffer.from(file), 1000);
        const batch = gather(links);
        expect([complete, batch.leftOut]).toEqual([true, []]);
        expect(inOrder(batch.bookmarks)).toEqual(inOrder(all));
      }),
      { numRuns: 300 },
    );
  });
});

it('an export to HTML nests its folders', () => {
  const one = {
    description: '',
    notes: '',
    tags: [],
    unread: false,
    archived: false,
    shared: false,
    addedAt: new Date(1e12),
  };
  const writer = writers.html();
  const write = (title: string, place: string[]) =>
    writer.write({ ...one, url: `https://${title}.test/`, title, folders: [place], place });
  const file = [
    writer.begin(),
    write('a', []),
    write('b', ['x']),
    write('c', ['x', 'y']),
    write('d', ['z']),
    writer.end(),
  ].join('');
  const shape = [...file.matchAll(/<DL>|<\/DL>|(?<=<H3>)\w|(?<=">)\w/g)].map(([part]) => part);
  expect(shape.join(' ')).toBe('<DL> a x <DL> b y <DL> c </DL> </DL> z <DL> d </DL> </DL>');
});

it.each(['=1+1', '+1', '-1', '@x', "'=1", '\t=1'])('a table computes nothing of %j', (title) => {
  const row = writers.csv().write({
    ...{ url: 'https://a.test/', title, description: '', notes: '', tags: [], folders: [], place: [] },
    ...{ unread: false, archived: false, shared: false, addedAt: new Date(0) },
  });
  expect(row).toMatch(/^https:\/\/a\.test\/,"?'/);
});
