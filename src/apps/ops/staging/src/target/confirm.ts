import { StagingError, usageError } from '../errors.ts';
import type { Io } from '../io.ts';
import type { Target } from './target.ts';

export type Consent = {
  /** What is about to happen, a sentence: shown before the question. */
  what: string;
  /** `--yes`: asked and answered. */
  yes: boolean;
  /** Ask in the rehearsal too: something would be lost. */
  always: boolean;
};

/**
 * Asks before a write: always on the real account, which is named; in the rehearsal only when something would be lost.
 * @throws StagingError when the answer is no, or nobody is there to give one.
 */
export async function confirm(target: Target, io: Io, consent: Consent): Promise<void> {
  const where = target.kind === 'aws' ? await nameAccount(target) : 'the rehearsal';
  if (target.kind === 'rehearsal' && !consent.always) return;
  io.err(consent.what);
  io.err(`Where: ${where}.`);
  if (consent.yes) return;
  const answer = await io.ask('Go on? Type "yes": ');
  if (answer === undefined) throw usageError('Nobody is here to be asked.', 'In a script, add --yes.');
  if (answer.trim().toLowerCase() !== 'yes') throw new StagingError('Nothing was changed.');
}

/** The account behind the credentials, by STS. */
async function nameAccount(target: Target): Promise<string> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const identity = await new STSClient(target.clientOptions).send(new GetCallerIdentityCommand({}));
  return `AWS account ${identity.Account ?? 'unknown'}, ${target.clientOptions.region}, as ${identity.Arn ?? 'unknown'}`;
}
