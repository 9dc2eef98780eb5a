import { userInfo } from 'node:os';
import { recover } from '../../deploy/conclude.ts';
import { holdFor, markDeploying } from '../../deploy/deploy.ts';
import type { Tools } from '../../deploy/tools.ts';
import { EXIT, interrupted, isStagingError, StagingError } from '../../errors.ts';
import { SERVICES, type Service } from '../../names.ts';
import { worldTime } from '../../target/time.ts';
import { secretMistake } from '../names.ts';
import { readStored, readValue } from '../store.ts';
import { readUsers } from '../users.ts';
import { rotateDatabaseUrl } from './database.ts';
import { refuseTooSoon, rotateJwtSecret } from './jwt.ts';
import { deleteNote, type Note, readNote, writeNote } from './note.ts';
import { rollOut } from './roll-out.ts';

/** What rotating a secret works with. */
export type Rotating = {
  tools: Tools;
  /** Those whose tasks have it. */
  services: readonly Service[];
  /** What it was when this began, here or with somebody whose run was cut short. */
  note: Note;
  /** Replaces the tasks, and waits until no old one is left. */
  rollOut(): Promise<void>;
};

/** The secrets that can be changed while tasks use them, how, and what keeps one from being begun; `run` returns what has come of it. */
const ROTATIONS = {
  DATABASE_URL: { run: rotateDatabaseUrl, refuse: (_: string) => undefined },
  JWT_SECRET: { run: rotateJwtSecret, refuse: refuseTooSoon },
};

export type Rotatable = keyof typeof ROTATIONS;
export const isRotatable = (name: string): name is Rotatable => Object.hasOwn(ROTATIONS, name);

/**
 * Changes a secret without an outage: what is old is good until nobody uses it. Whatever cuts it short, the next call goes on from there.
 * Nobody deploys meanwhile, and nothing falls asleep.
 * @throws StagingError when somebody deploys or rotates, or tasks with the new secret do not come to serve
 */
export async function rotate(tools: Tools, name: Rotatable): Promise<string[]> {
  const { ssm, ecs, target, context } = tools;
  const users = (await readUsers(ecs)).get(name) ?? [];
  const services = SERVICES.filter((service) => users.includes(service));
  if (services.length === 0) throw new StagingError(`No service uses ${name}.`, { hint: 'staging secrets list' });
  await using mark = await markDeploying(tools, services, `rotates ${name} of`);
  await recover(tools, mark);
  const value = await readValue(ssm, name);
  const mistake = secretMistake(name, value);
  if (mistake !== null)
    throw new StagingError(`${name} is no good: ${mistake}.`, { hint: `staging secrets set ${name}` });
  const before = await readNote(ssm, name);
  if (before) context.io.err(`${before.by} has begun to rotate ${name}: going on with it.`);
  else ROTATIONS[name].refuse(value);
  const note = before ?? (await newNote());
  if (!before) await writeNote(ssm, name, note);
  await using _ = await holdFor(tools, services, { why: `rotates ${name}`, database: name === 'DATABASE_URL' });
  try {
    const lines = await ROTATIONS[name].run({ tools, services, note, rollOut: () => rollOut(tools, services) });
    await deleteNote(ssm, name);
    return lines;
  } catch (error) {
    throw goingOn(error, name);
  }

  async function newNote(): Promise<Note> {
    const [stored, { now }] = await Promise.all([readStored(ssm), worldTime(target)]);
    return { by: userInfo().username, since: now.toISOString(), version: stored.get(name)?.version ?? 0 };
  }
}

/** Half rotated everything still works: both are good. */
function goingOn(error: unknown, name: Rotatable): unknown {
  if (!isStagingError(error)) return error;
  const hint = `Nothing is lost: the old one and the new one are good. staging secrets rotate ${name} goes on from here, whoever types it.`;
  if (error.exitCode === EXIT.interrupted) return interrupted(error.message, hint);
  return new StagingError(error.message, { hint: error.hint ? `${error.hint}\n  → ${hint}` : hint, cause: error });
}
