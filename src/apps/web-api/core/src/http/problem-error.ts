import { type Problem, type ProblemCode, problems } from '@bookmark-manager/contract';

/** A failure that the caller is told about, in words for them. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly errors: Problem['errors'];

  constructor(code: ProblemCode, detail?: string, errors?: Problem['errors']) {
    super(detail ?? problems[code].title);
    this.name = 'ProblemError';
    this.code = code;
    this.errors = errors;
  }
}
