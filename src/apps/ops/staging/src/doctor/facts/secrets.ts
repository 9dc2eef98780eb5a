import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import { PARAMETERS } from '../../names.ts';
import { isSecretName, SECRETS, secretMistake } from '../../secrets/names.ts';
import { type Rotation, readRotations } from '../../secrets/rotate/note.ts';
import type { ClientOptions } from '../../target/target.ts';

/** What is in SSM, without any value. */
export type Secrets = {
  /** Full names of all parameters directly below the environment's path. */
  present: readonly string[];
  /** When each was written last, by its full name. */
  changedAt: Readonly<Record<string, Date>>;
  /** Those that are being rotated, or were until it was cut short. */
  rotations: readonly Rotation[];
  /** What is wrong with a value, by its name. */
  mistakes: Readonly<Record<string, string>>;
  /** Which host each database address names. */
  databaseHosts: Readonly<Record<string, string>>;
};

/** Reads the values to judge them, and forgets them here. */
export async function readSecrets(options: ClientOptions): Promise<Secrets> {
  const present: string[] = [];
  const changedAt: Record<string, Date> = {};
  const mistakes: Record<string, string> = {};
  const databaseHosts: Record<string, string> = {};
  const client = new SSMClient(options);
  for await (const page of paginateGetParametersByPath({ client }, { Path: PARAMETERS, WithDecryption: true })) {
    for (const { Name = '', Value = '', LastModifiedDate } of page.Parameters ?? []) {
      present.push(Name);
      if (LastModifiedDate) changedAt[Name] = LastModifiedDate;
      const name = Name.slice(PARAMETERS.length + 1);
      if (!isSecretName(name)) continue;
      const mistake = secretMistake(name, Value);
      if (mistake !== null) mistakes[name] = mistake;
      else if (name.startsWith('DATABASE_')) databaseHosts[name] = new URL(Value).hostname;
    }
  }
  return { present, changedAt, rotations: await readRotations(client), mistakes, databaseHosts };
}

/** Who puts a secret there, for what to type next. */
export const isMadeByPerson = (name: string): boolean => isSecretName(name) && SECRETS[name].madeBy === 'person';
