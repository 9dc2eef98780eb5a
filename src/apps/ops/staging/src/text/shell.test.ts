import { expect, it } from 'vitest';
import { sayExports } from './shell.ts';

const exports = {
  set: { AWS_REGION: 'ap-northeast-1', ODD: "it's $HOME" },
  unset: ['AWS_PROFILE'],
  path: '/repo/.rehearsal/bin',
};

it.each(['bash', 'zsh'] as const)('speaks %s', (shell) => {
  expect(sayExports(shell, exports)).toEqual([
    'unset AWS_PROFILE',
    "export AWS_REGION='ap-northeast-1'",
    `export ODD='it'\\''s $HOME'`,
    `case "$PATH" in '/repo/.rehearsal/bin':*) ;; *) export PATH='/repo/.rehearsal/bin':"$PATH" ;; esac`,
  ]);
});

it('speaks fish', () => {
  expect(sayExports('fish', exports)).toEqual([
    'set -e AWS_PROFILE;',
    "set -gx AWS_REGION 'ap-northeast-1';",
    `set -gx ODD 'it\\'s $HOME';`,
    `test "$PATH[1]" = '/repo/.rehearsal/bin'; or set -gx PATH '/repo/.rehearsal/bin' $PATH;`,
  ]);
});
