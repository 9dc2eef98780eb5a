import { z } from 'zod';
import { EXIT, type ExitCode, isStagingError } from './errors.ts';

/** What to tell the user about something thrown, and the exit code that goes with it. */
export function explain(error: unknown, interrupted: boolean): { text: string; exitCode: ExitCode } {
  if (isStagingError(error)) {
    const hint = error.hint ? `  → ${error.hint}\n` : '';
    return { text: `staging: ${error.message}\n${hint}`, exitCode: error.exitCode ?? EXIT.no };
  }
  if (error instanceof Error && SETTINGS.includes(error.name)) {
    return { text: `staging: ${error.message}\n`, exitCode: EXIT.no };
  }
  if (interrupted) return { text: 'staging: interrupted.\n', exitCode: EXIT.interrupted };
  const known = explainSystem(error) ?? explainAws(error);
  if (known) return { text: `staging: ${known.message}\n  → ${known.hint}\n`, exitCode: EXIT.no };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `staging: this is a bug, please report it:\n${stack}\n`, exitCode: EXIT.bug };
}

const systemError = z.object({ code: z.string(), path: z.string().optional() });

/** Files that cannot be read or written: the user's world too. */
function explainSystem(error: unknown): Told | undefined {
  const { code, path = 'A file' } = systemError.safeParse(error).data ?? {};
  if (code === 'ENOSPC') return { message: 'There is no space left on the disk.', hint: 'Make some and try again.' };
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return { message: `${path} may not be read or written.`, hint: 'Who owns it? See ls -l.' };
  }
  if (code === 'ENOENT') return { message: `${path} is not there.`, hint: 'Is the checkout whole? See git status.' };
  return undefined;
}

type Told = { message: string; hint: string };

/** Failures of the AWS SDK that are the user's world: no credentials, nobody there, refused. */
function explainAws(error: unknown): Told | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = BY_NAME[error.name];
  if (known) return known;
  const code = systemError.safeParse(error).data?.code;
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

/** Errors of the schedule's library that are the user's world. */
const SETTINGS = ['InvalidSettings', 'LeaseRefused'];

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
