import type { SSMClient } from '@aws-sdk/client-ssm';
import { rotatingParameter, say } from '@bookmark-manager/schedule';
import * as z from 'zod';
import { PARAMETERS } from '../../names.ts';
import { deleteParameter, readParameter, readParameters, writeParameter } from '../../parameters.ts';
import { isSecretName, type SecretName } from '../names.ts';

const note = z.object({
  by: z.string(),
  /** ISO 8601 in Z, in the target's time. */
  since: z.string(),
  /** The secret's version in SSM when it began: until there is another one nothing was changed. */
  version: z.number(),
});

/** That a rotation has begun: written before anything of it is done, and gone when all of it is. It holds no secret. */
export type Note = z.infer<typeof note>;
export type Rotation = Note & { name: SecretName };

export async function readNote(ssm: SSMClient, name: SecretName): Promise<Note | null> {
  return parse(await readParameter(ssm, rotatingParameter(PARAMETERS, name)));
}

export async function writeNote(ssm: SSMClient, name: SecretName, written: Note): Promise<void> {
  await writeParameter(ssm, rotatingParameter(PARAMETERS, name), JSON.stringify(written));
}

export async function deleteNote(ssm: SSMClient, name: SecretName): Promise<void> {
  await deleteParameter(ssm, rotatingParameter(PARAMETERS, name));
}

/** Every rotation that has begun and not ended: under way, or cut short. */
export async function readRotations(ssm: SSMClient): Promise<Rotation[]> {
  return (await readParameters(ssm, rotatingParameter(PARAMETERS))).flatMap(({ name: path, value }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const found = parse(value);
    return found && isSecretName(name) ? [{ ...found, name }] : [];
  });
}

/** One that is not over, and how it is brought to its end. */
export const sayRotation = ({ name, by, since }: Rotation): string =>
  `${by} began to rotate ${name} at ${say(new Date(since))}, and it is not over. Was it cut short: staging secrets rotate ${name}`;

function parse(value: string | undefined): Note | null {
  try {
    return note.parse(JSON.parse(value ?? ''));
  } catch {
    return null;
  }
}
