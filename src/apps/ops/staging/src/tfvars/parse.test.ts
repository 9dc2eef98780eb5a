import { describe, expect, it } from 'vitest';
import { findList, TfvarsMistake } from './parse.ts';

const NAME = 'allowed_cidr_blocks';
const values = (text: string) => findList(text, NAME)?.items.map(({ value }) => value);

const full = `# who may come in
mongodb = false
tags = { Team = "x" /* y */, "a" = [1, 2] }
note = <<EOT
allowed_cidr_blocks = ["no"]
EOT
allowed_cidr_blocks = [
  "203.0.113.10/32",  # office
  "198.51.100.20/32", // home
]
`;

describe('a list in a .tfvars file', () => {
  it('is found among comments, maps and heredocs', () => {
    expect(values(full)).toEqual(['203.0.113.10/32', '198.51.100.20/32']);
  });

  it.each([
    ['on one line', 'allowed_cidr_blocks = ["a","b"]', ['a', 'b']],
    ['without a last comma', 'allowed_cidr_blocks=[\n"a",\n"b"\n]', ['a', 'b']],
    ['that is empty', 'allowed_cidr_blocks = []', []],
    ['with a quoted name', '"allowed_cidr_blocks" = ["a"]', ['a']],
  ])('is read %s', (_, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each(['', '# nothing\n', 'mongodb = true\n'])('is not there (%j)', (text) => {
    expect(values(text)).toBeUndefined();
  });
});

describe('a mistake in a .tfvars file', () => {
  it.each([
    ['a missing comma', 'allowed_cidr_blocks = [\n  "a"\n  "b",\n]\n', 3, 'a comma is missing before b'],
    ['a list that stays open', '\nallowed_cidr_blocks = [\n  "a",\n', 2, '"[" is not closed'],
    ['an open list before the next name', 'allowed_cidr_blocks = [\n  "a",\nmongodb = true\n', 1, '"[" is not closed'],
    ['an open quotation mark', 'allowed_cidr_blocks = [\n  "a,\n]\n', 2, 'a quotation mark is not closed'],
    [
      'an address without quotes',
      'allowed_cidr_blocks = [\n  10.0.0.1,\n]\n',
      2,
      'allowed_cidr_blocks holds 10.0.0.1, which is not in quotes',
    ],
    ['no list', 'allowed_cidr_blocks = "a"\n', 1, 'allowed_cidr_blocks should be a list: ["203.0.113.10/32"]'],
    ['no value', 'mongodb =\n', 2, 'expected a value for mongodb, found the end of the file'],
    ['no "="', 'mongodb true\n', 1, 'expected "=" after mongodb, found "true"'],
    ['one bracket too many', 'allowed_cidr_blocks = ["a"]]\n', 1, 'expected a name, found "]"'],
    [
      'a name that comes twice',
      'allowed_cidr_blocks = []\nallowed_cidr_blocks = []\n',
      2,
      'allowed_cidr_blocks is given twice',
    ],
    ['something odd', 'a = 1\n@\n', 2, 'this is not understood: @'],
  ])('is told with its line: %s', (_, text, line, message) => {
    expect(() => findList(text, NAME)).toThrow(new TfvarsMistake(line, message));
    try {
      findList(text, NAME);
    } catch (error) {
      expect(error).toMatchObject({ line });
    }
  });
});
