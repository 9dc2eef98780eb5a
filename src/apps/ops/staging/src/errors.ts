/** What a run of the command tells the shell. */
export const EXIT = { yes: 0, no: 1, usage: 2, bug: 70, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A fault of the user's world: one sentence, and the next thing to do. Everything else that is thrown is a bug. */
export class StagingError extends Error {
  override readonly name = 'StagingError';
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { hint?: string; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? EXIT.no;
  }
}

/** Bad usage: exit code 2. */
export function usageError(message: string, hint?: string): StagingError {
  return new StagingError(message, { exitCode: EXIT.usage, ...(hint ? { hint } : {}) });
}

/** The user interrupted: exit code 130. */
export function interrupted(message: string, hint?: string): StagingError {
  return new StagingError(message, { exitCode: EXIT.interrupted, ...(hint ? { hint } : {}) });
}

/** Libraries cannot import this class; an error of theirs with its name, and a hint or not, is one of these all the same. */
export function isStagingError(error: unknown): error is StagingError {
  return error instanceof Error && error.name === 'StagingError';
}
