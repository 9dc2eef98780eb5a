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
  const aws = explainAws(error);
  if (aws) return { text: `staging: ${aws.message}\n  → ${aws.hint}\n`, exitCode: EXIT.no };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `staging: this is a bug, please report it:\n${stack}\n`, exitCode: EXIT.bug };
}

/** Failures of the AWS SDK that are the user's world: no credentials, nobody there, refused. */
function explainAws(error: unknown): { message: string; hint: string } | undefined {
  if (!(error instanceof Error)) return undefined;
  const known = BY_NAME[error.name];
  if (known) return known;
  const code = z.object({ code: z.string() }).safeParse(error).data?.code;
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

const BY_NAME: Record<string, { message: string; hint: string }> = {
  ClusterNotFoundException: NOT_APPLIED,
  ResourceNotFoundException: NOT_APPLIED,
  CredentialsProviderError: NO_CREDENTIALS,
  ExpiredTokenException: NO_CREDENTIALS,
  ExpiredToken: NO_CREDENTIALS,
  InvalidClientTokenId: NO_CREDENTIALS,
  UnrecognizedClientException: NO_CREDENTIALS,
};
