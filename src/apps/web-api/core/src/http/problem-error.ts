import { type Problem, type ProblemCode, problems } from '@bookmark-manager/contract';

/** A failure that the caller is told about, in words for them. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly errors: Problem['errors'];

  /** When it may be tried again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail?: string, errors?: Problem['errors'], retryAfterSeconds?: number) {
    super(detail ?? problems[code].title);
    this.name = 'ProblemError';
    this.code = code;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
