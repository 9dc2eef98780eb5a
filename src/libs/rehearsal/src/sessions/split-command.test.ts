import { describe, expect, it } from 'vitest';
import { splitCommand } from './split-command.ts';

describe('a command line', () => {
  it.each([
    ['ls -la  /tmp', ['ls', '-la', '/tmp']],
    [`/bin/sh -c 'echo "$HOME"; exit 3'`, ['/bin/sh', '-c', 'echo "$HOME"; exit 3']],
    [`echo 'it'"'"'s'`, ['echo', "it's"]],
    [`echo "a \\"b\\" \\n"`, ['echo', 'a "b" \\n']],
    ['echo a\\ b ""', ['echo', 'a b', '']],
    ['   ', []],
  ])('%s is %j', (line, words) => {
    expect(splitCommand(line)).toEqual(words);
  });
});
