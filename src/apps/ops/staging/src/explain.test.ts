import { HolidaysUnknown, InvalidSettings, LeaseRefused } from '@bookmark-manager/schedule';
import { expect, it } from 'vitest';
import { interrupted, StagingError, usageError } from './errors.ts';
import { explain } from './explain.ts';

class NamedError extends Error {
  constructor(name: string, fields: object = {}) {
    super(`about ${name}`);
    this.name = name;
    Object.assign(this, fields);
  }
}

it.each([
  [
    'a fault of the world',
    new StagingError('No space.', { hint: 'Make some.' }),
    'staging: No space.\n  → Make some.\n',
    1,
  ],
  ['bad usage', usageError('Which address?'), 'staging: Which address?\n', 2],
  ['an interruption', interrupted('Interrupted.'), 'staging: Interrupted.\n', 130],
  [
    "a library's own fault of the world",
    new NamedError('StagingError', { hint: 'x', exitCode: 1 }),
    'staging: about StagingError\n  → x\n',
    1,
  ],
  [
    'a broken shapes.json',
    new InvalidSettings('shapes.json', ['shape "lean": unknown key "x"']),
    'staging: shapes.json: shape "lean": unknown key "x"\n  → Correct infra/terraform/envs/staging/shapes.json: `git diff` shows what was changed in it.\n',
    1,
  ],
  [
    'a shapes.json that is wrong in every shape',
    new InvalidSettings('shapes.json', ['one', 'two', 'three', 'four']),
    expect.stringMatching(/^staging: shapes\.json: one; two; and 2 more\n/),
    1,
  ],
  [
    'settings that were applied by another checkout',
    new InvalidSettings('SCHEDULE', ['expected JSON, found a mistake: x']),
    'staging: SCHEDULE: expected JSON, found a mistake: x\n  → Apply what this checkout says: staging up\n',
    1,
  ],
  [
    'a year without known holidays',
    new HolidaysUnknown('the holidays of 2090 are not known'),
    'staging: The holidays of 2090 are not known.\n  → staging schedule --help\n',
    1,
  ],
  [
    'a lease that may not be',
    new LeaseRefused('it would end in the past'),
    'staging: it would end in the past\n  → staging start --help\n',
    1,
  ],
])('%s is told without a stack', (_, error, text, exitCode) => {
  expect(explain(error, false)).toEqual({ text, exitCode });
});

it.each([
  ['an expired token', new NamedError('ExpiredTokenException', { $metadata: {} }), /no valid AWS credentials/],
  ['an environment that is not there', new NamedError('ClusterNotFoundException', { $metadata: {} }), /staging up/],
  [
    'any other refusal',
    new NamedError('AccessDeniedException', { $metadata: {} }),
    /AWS refused \(AccessDeniedException\)/,
  ],
  ['a full quota', new NamedError('Error', { code: 'EDQUOT' }), /no space left/],
  ['a file in the way', new NamedError('Error', { code: 'EEXIST', path: '/x' }), /\/x is in the way/],
  [
    'a port that was taken meanwhile',
    new NamedError('Error', { code: 'EADDRINUSE', port: 4599 }),
    /Port 4599 was taken/,
  ],
  ['too many files', new NamedError('Error', { code: 'EMFILE' }), /ulimit/],
  [
    'a request that did not arrive',
    new TypeError('fetch failed', { cause: new NamedError('Error', { code: 'ECONNREFUSED' }) }),
    /npm start/,
  ],
  ['a full disk', new NamedError('Error', { code: 'ENOSPC' }), /no space left/],
  ['a file that is locked', new NamedError('Error', { code: 'EACCES', path: '/x' }), /\/x may not be read/],
  ['a rehearsal that has just ended', new NamedError('Error', { code: 'ECONNREFUSED' }), /npm start/],
])('%s is told with a next step', (_, error, text) => {
  const told = explain(error, false);
  expect(told.text).toMatch(text);
  expect(told.text).toMatch(/→/);
  expect(told.exitCode).toBe(1);
});

it('anything else is a bug, with its stack', () => {
  const told = explain(new TypeError('x is not a function'), false);
  expect(told.exitCode).toBe(70);
  expect(told.text).toContain('explain.test.ts');
});

it('what breaks because of an interruption is the interruption', () => {
  expect(explain(new NamedError('AbortError'), true).exitCode).toBe(130);
});
