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
  ['a broken shapes.json', new NamedError('InvalidSettings'), 'staging: about InvalidSettings\n', 1],
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
