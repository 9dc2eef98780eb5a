import * as z from 'zod';
import { EXIT, type ExitCode, isStagingError } from './errors.ts';

/** What to tell the user about something thrown, and the exit code that goes with it. */
export function explain(error: unknown, interrupted: boolean): { text: string; exitCode: ExitCode } {
  if (isStagingError(error)) return { text: say(error), exitCode: error.exitCode ?? EXIT.no };
  const settings = explainSettings(error);
  if (settings) return { text: say(settings), exitCode: EXIT.no };
  if (interrupted) return { text: 'staging: interrupted.\n', exitCode: EXIT.interrupted };
  const known = explainSystem(error) ?? explainAws(error);
  if (known) return { text: say(known), exitCode: EXIT.no };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `staging: this is a bug, please report it:\n${stack}\n`, exitCode: EXIT.bug };
}

type Told = { message: string; hint?: string | undefined };

const say = ({ message, hint }: Told) => `staging: ${message}\n${hint ? `  → ${hint}\n` : ''}`;

const invalidSettings = z.object({ message: z.string(), problems: z.array(z.string()) });
/** Problems that are told; one mistake in a file for all shapes makes as many as there are shapes. */
const TOLD = 2;

/** Errors of the schedule's library that are the user's world. */
function explainSettings(error: unknown): Told | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'HolidaysUnknown') {
    return {
      message: `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`,
      hint: 'staging schedule --help',
    };
  }
  if (error.name === 'LeaseRefused') return { message: error.message, hint: 'staging start --help' };
  if (error.name !== 'InvalidSettings') return undefined;
  const { message, problems } = invalidSettings.safeParse(error).data ?? { message: error.message, problems: [] };
  const what = message.slice(0, message.indexOf(': '));
  const rest = problems.length - TOLD;
  const short = `${what}: ${problems.slice(0, TOLD).join('; ')}${rest > 0 ? `; and ${rest} more` : ''}`;
  const hint = what.endsWith('.json')
    ? 'Correct infra/terraform/envs/staging/shapes.json: `git diff` shows what was changed in it.'
    : 'Apply what this checkout says: staging up';
  return { message: problems.length > 0 ? short : message, hint };
}

const systemError = z.object({ code: z.string(), path: z.string().optional(), port: z.number().optional() });

/** What the system refuses (files, disk, ports): the user's world too. */
function explainSystem(error: unknown): Told | undefined {
  const { code = '', path = 'A file', port = '' } = systemErrorOf(error) ?? {};
  return SYSTEM[code]?.(path, port);
}

/** `fetch` says only that it failed; why is its cause. */
function systemErrorOf(error: unknown): z.infer<typeof systemError> | undefined {
  const fetching = error instanceof TypeError && error.message === 'fetch failed';
  return systemError.safeParse(fetching ? error.cause : error).data;
}

const notAllowed = (path: string) => ({
  message: `${path} may not be read or written.`,
  hint: 'Who owns it? See ls -l.',
});
const inTheWay = (path: string) => ({
  message: `${path} is in the way: it is not what it should be, a file or a folder.`,
  hint: 'Move it away and try again.',
});
const full = () => ({
  message: 'There is no space left on the disk.',
  hint: 'Make some and try again: what was saved until now stays.',
});

const SYSTEM: Partial<Record<string, (path: string, port: number | string) => Told>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: notAllowed,
  EEXIST: inTheWay,
  ENOTDIR: inTheWay,
  EISDIR: inTheWay,
  ERR_FS_EISDIR: inTheWay,
  ENOENT: (path) => ({ message: `${path} is not there.`, hint: 'Is the checkout whole? See git status.' }),
  EADDRINUSE: (_, port) => ({
    message: `Port ${port} was taken a moment ago.`,
    hint: 'Try again: another one is chosen.',
  }),
  ENETUNREACH: () => ({
    message: 'The network cannot be reached, not even 127.0.0.1.',
    hint: 'See ip link: is lo up?',
  }),
  EMFILE: () => ({ message: 'Too many files are open.', hint: 'Allow more (ulimit -n 8192) and try again.' }),
};

/** Failures of the AWS SDK that are the user's world: no credentials, nobody there, refused. */
function explainAws(error: unknown): Told | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = BY_NAME[error.name];
  if (known) return known;
  const code = systemErrorOf(error)?.code;
  if (code === 'ECONNREFUSED') {
    return {
      message: 'Nobody answers at the address of the AWS API.',
      hint: 'Is the rehearsal still running? npm start',
    };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { message: 'The AWS API cannot be reached from this machine.', hint: 'Check the network and try again.' };
  }
  if (!('$metadata' in error)) return undefined;
  return { message: `AWS refused (${error.name}): ${error.message}`, hint: 'staging status says what is there.' };
}

const NOT_APPLIED = { message: 'Nothing is applied here yet.', hint: 'staging up' };
const NO_CREDENTIALS = {
  message: 'There are no valid AWS credentials.',
  hint: 'Log in (aws sso login, or AWS_PROFILE=…) and try again.',
};

const BY_NAME: Record<string, Told> = {
  ClusterNotFoundException: NOT_APPLIED,
  ResourceNotFoundException: NOT_APPLIED,
  CredentialsProviderError: NO_CREDENTIALS,
  ExpiredTokenException: NO_CREDENTIALS,
  ExpiredToken: NO_CREDENTIALS,
  InvalidClientTokenId: NO_CREDENTIALS,
  UnrecognizedClientException: NO_CREDENTIALS,
};
