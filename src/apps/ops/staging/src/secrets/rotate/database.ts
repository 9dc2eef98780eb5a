import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { runMigration } from '../../database/migrate.ts';
import { wakeDatabase } from '../../database/through-tunnel.ts';
import type { Tools } from '../../deploy/tools.ts';
import { StagingError } from '../../errors.ts';
import { PARAMETERS } from '../../names.ts';
import { readSecure, readStored, readValue, writeSecure, writeValue } from '../store.ts';
import { nextUrl, stageOf, twinOf, userOf } from './database-url.ts';
import type { Rotating } from './rotate.ts';

/** Where the address stands that is to be next. Terraform makes it, or the task that reads it could not start. */
export const NEXT = `${PARAMETERS}/DATABASE_URL_NEXT`;
/** What stands there while nothing is rotated. */
export const NOTHING = 'none';

/** How the one-off task of the API's image is called, which alone knows the database's owner. */
export const ADMIT = ['node', 'users.js', 'admit'];
export const RETIRE = ['node', 'users.js', 'retire'];

/**
 * The user who is idle gets a new password and is tried; DATABASE_URL becomes that user's; the tasks are replaced; the user before, whom nobody
 * uses any more, loses the password. Until then both can log in.
 */
export async function rotateDatabaseUrl({ tools, services, note, rollOut }: Rotating): Promise<string[]> {
  const { ssm, context, target } = tools;
  const { io } = context;
  const url = await readValue(ssm, 'DATABASE_URL');
  const stored = await readSecure(ssm, NEXT);
  const stage = stageOf(url, stored);
  const { version } = (await readStored(ssm)).get('DATABASE_URL') ?? {};
  // All was done but the last stroke: a rotation that is not begun has its version still.
  if (stored === NOTHING && version !== note.version) return [`DATABASE_URL is rotated: ${userOf(url)} logs in.`];
  await wakeDatabase({ io }, target);
  if (stage !== 'to retire') {
    const next = stage === 'to admit' ? stored : nextUrl(url, randomBytes(24).toString('hex'));
    if (stage === 'to begin') await writeSecure(ssm, NEXT, next);
    io.err(`  the database: ${userOf(next)} gets a new password`);
    await inTask(tools, ADMIT, z.object({ admitted: z.literal(userOf(next)) }));
    if ((await readValue(ssm, 'DATABASE_URL')) !== url)
      throw new StagingError('Somebody else has written DATABASE_URL.');
    await writeValue(ssm, 'DATABASE_URL', next);
  }
  const user = userOf(await readValue(ssm, 'DATABASE_URL'));
  io.err(`  ${services.join(' and ')}: tasks are replaced, the new ones log in as ${user}`);
  await rollOut();
  io.err(`  the database: ${twinOf(user)} loses its password`);
  const { sessions } = await inTask(tools, [...RETIRE, twinOf(user)], z.object({ sessions: z.number() }));
  await writeSecure(ssm, NEXT, NOTHING);
  const open = sessions > 0 ? ` ${sessions} of its sessions are still open: no task's.` : '';
  return [`DATABASE_URL is rotated: ${user} logs in, ${twinOf(user)} cannot any more.${open}`];
}

function inTask<T>({ target, context }: Tools, command: readonly string[], expected: z.ZodType<T>): Promise<T> {
  const { signal } = context.io;
  return runMigration({ client: target.clientOptions, signal, command, what: 'The change of the users' }, expected);
}
