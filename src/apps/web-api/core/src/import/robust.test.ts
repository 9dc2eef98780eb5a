import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWhole } from './testing.ts';

/** Pieces of every format, put together at random: what looks most like a file and is none. */
const piece = fc.constantFrom(
  ...[
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '<DL>',
    '</DL>',
    '<DT>',
    '<DD>',
    '<H3>',
    '</H3>',
    '<A HREF="',
    '<A HREF=',
    '"',
    "'",
    '=',
    '/',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '\\',
    '\\u12',
    '"url"',
    '"children":[',
    '"roots":{',
    'null',
    '1e9',
    '-',
    '{"url":"https://a.test"}',
  ],
  ...[
    'url,title\n',
    '\n',
    '\r',
    ';',
    '\t',
    '""',
    'https://a.test/',
    'title',
    '\0',
    '日',
    '\ud83d',
    ' ',
    '\ufeff',
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>',
  ],
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('a reader', () => {
  it('never throws, and reads the same in pieces of any size', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), fc.integer({ min: 1, max: 9 }), (file, size) => {
        const bytes = Buffer.from(file);
        expect(readWhole(bytes, size)).toEqual(readWhole(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        readWhole(bytes);
      }),
      { numRuns: 300 },
    );
  });

  const heads = { html: '<!DOCTYPE NETSCAPE-Bookmark-file-1>', json: '[', csv: 'url,title\n' };
  const units = [
    ...['<', '<DL>', '<DL><H3>x</H3>', '<A HREF=https://a.test>', '<!--', '"', '&amp;', '<DD>', '<A a="', '=', '<H3>'],
    ...[
      '[',
      '{"children":[',
      '{"url":"https://a.test"},',
      '"',
      '\\',
      '1',
      ',',
      '{"a":',
      '{"roots":{"a":{"children":[{"url":"x"}]}}},',
    ],
    ...['""', '\n', '\r', ',', 'https://a.test/,a\n', '"\n', ' ', '\0', '日', '\u001b$'],
  ];
  const cases = Object.entries(heads).flatMap(([kind, head]) => units.map((unit) => [kind, unit, head] as const));
  // ten megabytes may take five seconds: what this allows is twenty times as slow, and what is not linear is slower still
  it.each(cases)('of %s reads 250 kB of %j in no time', (_kind, unit, head) => {
    const bytes = Buffer.from(head + unit.repeat(250_000 / unit.length));
    const began = process.cpuUsage();
    readWhole(bytes);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(2_500);
  });
});
