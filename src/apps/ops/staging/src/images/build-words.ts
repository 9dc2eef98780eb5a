const KEPT = 14;

/**
 * Why a build failed, out of all that it printed: from its first error on, without the frames and fields that Node puts
 * around it; the last lines when nothing looks like an error.
 */
export function saidByBuild(output: string): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd());
  const first = lines.findIndex((line) => ERROR.test(line));
  const told = lines.slice(Math.max(first, 0)).filter((line) => line !== '' && !NOISE.test(line));
  return first === -1 ? told.slice(-KEPT) : told.slice(0, KEPT);
}

/** Whether it failed because the disk is full. */
export const lacksSpace = (output: string): boolean => /ENOSPC|EDQUOT|no space left on device/i.test(output);

const ERROR = /^\s*(\w*error\b|✘|⨯|failed to )/i;

/** Stack frames, the fields of a printed error, and Node's last line. */
const NOISE =
  /^\s+at |^node:internal|^Node\.js v|^\s*\^+$|^\s+(status|signal|output|pid|stdout|stderr|errors|code): |^}$|^\s+const \w+ = new Error/;
