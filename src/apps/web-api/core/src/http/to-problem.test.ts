import { describe, expect, it } from 'vitest';
import { ProblemError } from './problem-error.ts';
import { toProblem } from './to-problem.ts';

const withStatus = (status: number, message: string) => Object.assign(new Error(message), { statusCode: status });

describe('toProblem', () => {
  it.each([
    ['ours', new ProblemError('too-large', 'big'), 413, 'big'],
    ['a broken body', withStatus(400, 'no JSON'), 400, 'no JSON'],
    ['a method that nobody takes', withStatus(405, 'no'), 405, 'no'],
    [
      'a body of another kind',
      withStatus(415, 'Unsupported Media Type'),
      415,
      'Send application/json, or a bookmarks file as text/html or multipart/form-data',
    ],
    [
      'a body that is too large',
      withStatus(413, 'too large'),
      413,
      'Send no more than 256 KiB; a bookmarks file goes to /api/v1/bookmarks/import',
    ],
    ['a status that has no name here', withStatus(429, 'slow down'), 429, 'slow down'],
    ['a bug', new TypeError('secret of the house'), 500, undefined],
    ['a failure that says 503', withStatus(502, 'secret of the house'), 500, undefined],
    ['a database that is away', new Error("Can't reach database server at `db`"), 503, undefined],
    ['something thrown that is no error', 'secret of the house', 500, undefined],
  ])('tells about %s', (_what, error, status, detail) => {
    const problem = toProblem(error, 'request-1');
    expect(problem).toMatchObject({ status, requestId: 'request-1' });
    expect(problem.detail).toBe(detail);
  });

  it('names the wrong fields', () => {
    const errors = [{ path: 'url', message: 'must be an address' }];
    expect(toProblem(new ProblemError('invalid-request', 'x', errors), 'r')).toMatchObject({ errors });
  });
});
