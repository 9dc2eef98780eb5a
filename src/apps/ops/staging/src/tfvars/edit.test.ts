import { describe, expect, it } from 'vitest';
import { addToList, removeFromList } from './edit.ts';
import { findList } from './parse.ts';

const NAME = 'allowed_cidr_blocks';
const file = `# who may come in
allowed_cidr_blocks = [
  "203.0.113.10/32",  # office
  # the flat
  "198.51.100.20/32", // home
]

mongodb = false # not yet
`;

const add = (text: string, ...values: string[]) =>
  addToList(
    text,
    NAME,
    values.map((value) => ({ value })),
  );
const values = (text: string) => findList(text, NAME)?.items.map(({ value }) => value);

describe('adding to the list', () => {
  it('keeps everything else as it is, comments included', () => {
    expect(addToList(file, NAME, [{ value: '192.0.2.1/32', comment: 'train' }])).toBe(
      file.replace('// home\n', '// home\n  "192.0.2.1/32", # train\n'),
    );
  });

  it('changes nothing when the address is there', () => {
    expect(add(file, '203.0.113.10/32')).toBe(file);
  });

  it.each([
    ['an empty file', '', 'allowed_cidr_blocks = [\n  "a",\n]\n'],
    ['a file without the list', 'mongodb = true', 'mongodb = true\nallowed_cidr_blocks = [\n  "a",\n]\n'],
    ['an empty list', 'allowed_cidr_blocks = []\n', 'allowed_cidr_blocks = [\n  "a",\n]\n'],
    ['a list on one line', 'allowed_cidr_blocks = ["x"]\n', 'allowed_cidr_blocks = ["x",\n  "a",\n]\n'],
    [
      'a last item without a comma',
      'allowed_cidr_blocks = [\n  "x" # keep\n]\n',
      'allowed_cidr_blocks = [\n  "x", # keep\n  "a",\n]\n',
    ],
    [
      'a comment after the last item',
      'allowed_cidr_blocks = [\n  "x",\n  # keep\n]\n',
      'allowed_cidr_blocks = [\n  "x",\n  # keep\n  "a",\n]\n',
    ],
  ])('works on %s', (_, before, after) => {
    expect(add(before, 'a')).toBe(after);
    expect(values(after)).toContain('a');
  });
});

describe('removing from the list', () => {
  it('takes the line and its comment, and nothing else', () => {
    expect(removeFromList(file, NAME, '203.0.113.10/32')).toBe(file.replace('  "203.0.113.10/32",  # office\n', ''));
  });

  it.each([
    ['the first of a line', '["a", "b"]', '["b"]'],
    ['the last of a line', '["b", "a"]', '["b"]'],
    ['the last, with a comma', '["b", "a",]', '["b"]'],
    ['the only one', '["a"]', '[]'],
  ])('takes %s', (_, before, after) => {
    expect(removeFromList(`allowed_cidr_blocks = ${before}\n`, NAME, 'a')).toBe(`allowed_cidr_blocks = ${after}\n`);
  });

  it('changes nothing when the address is not there', () => {
    expect(removeFromList(file, NAME, '10.0.0.1/32')).toBe(file);
  });
});
