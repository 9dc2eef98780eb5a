import type { ProblemCode } from '@bookmark-manager/contract';
import type { Answer } from './api/ask.ts';
import type { ProblemKey } from './messages/index.ts';

/** What an import form says of what the API had against a file. */
export const problemOf = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): ProblemKey =>
  answer.kind === 'away' ? 'away' : (byCode[answer.problem.type.split(':').at(-1) as ProblemCode] ?? 'invalid');

const byCode: Partial<Record<ProblemCode, ProblemKey>> = {
  'too-large': 'too-large',
  unauthenticated: 'signed-out',
  'not-a-bookmarks-file': 'not-bookmarks',
  'invalid-request': 'no-file',
  'unsupported-media-type': 'no-file',
};

/** The status that a page's script is told a problem with. */
export const statusOf: Partial<Record<ProblemKey, number>> = {
  'too-large': 413,
  'signed-out': 401,
  foreign: 403,
  away: 503,
  'not-bookmarks': 422,
};
