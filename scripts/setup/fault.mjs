/** A fault of the user's world: one sentence, and what to do next. */
export class SetupError extends Error {
  constructor(message, hint, exitCode = 1) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** What a command says when the disk is full, in the words of Node, Go, Python, tar and git. */
export const NO_SPACE = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i;

export const noSpace = (doing) =>
  new SetupError(
    `There is no space left on the disk (${doing}).`,
    'Make some and start again: what is done already is kept.',
  );

/** A failure of the system (no space, no permission) as the fault that it is; anything else as it came: a bug. */
export function asFault(error) {
  const { code = '', path = 'a file' } = error ?? {};
  if (error instanceof SetupError) return error;
  if (NO_SPACE.test(code)) return noSpace(path);
  if (['EACCES', 'EPERM', 'EROFS'].includes(code))
    return new SetupError(
      `${path} may not be read or written.`,
      'Look who owns it (ls -ld), correct that, and start again.',
    );
  if (['ENOTDIR', 'EEXIST', 'EISDIR'].includes(code))
    return new SetupError(
      `${path} is in the way: it is not what it should be (${code}).`,
      'Move it away and start again.',
    );
  return error;
}
