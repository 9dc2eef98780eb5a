import { describe, expect, it } from 'vitest';
import { commandLine, createEnding, quote } from './command-line.ts';

describe('a word', () => {
  it.each([
    ['--version', '--version'],
    ['a b', "'a b'"],
    ["it's", `'it'"'"'s'`],
    ['$HOME', "'$HOME'"],
    ['', "''"],
  ])('%s is quoted as %s', (word, quoted) => {
    expect(quote(word)).toBe(quoted);
  });
});

describe('how a command ended', () => {
  const read = (...pieces: string[]) => {
    const ending = createEnding('ab12');
    const shown = pieces.map((piece) => ending.take(Buffer.from(piece)).toString()).join('');
    return { shown: shown + ending.rest().toString(), code: ending.code() };
  };

  it.each([
    ['is taken out of what it printed', ['hello\n\u001eab123\u001e'], { shown: 'hello\n', code: 3 }],
    ['is found in pieces', ['hel', 'lo\u001ea', 'b1', '20', '\u001e'], { shown: 'hello', code: 0 }],
    ['is not known when nothing says so', ['hello'], { shown: 'hello', code: undefined }],
    [
      'leaves what only begins like it',
      ['a\u001eno, not this one'],
      { shown: 'a\u001eno, not this one', code: undefined },
    ],
  ])('%s', (_, pieces, expected) => {
    expect(read(...pieces)).toEqual(expected);
  });

  it('is said by a shell in the task', () => {
    expect(commandLine(['node', '--version'], 'ab12')).toBe(
      `/bin/sh -c 'node --version; printf '"'"'\\036ab12%d\\036'"'"' $?'`,
    );
  });
});
