import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { StagingError } from '../errors.ts';

/** `.rehearsal/run.json`: what runs, written by `rehearse` and removed when it ends. */
export type RunFile = z.infer<typeof runFile>;

export const runFile = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
  /** The relay, where AWS's API is answered. */
  endpoint: z.url(),
  /** The front door. */
  door: z.url(),
  /** PEM file: whom to believe where the door speaks HTTPS. */
  certificateAuthority: z.string().optional(),
  picture: z.url(),
  /** The shape that was started, when it is not the committed one. */
  shape: z.string().optional(),
  limits: z.discriminatedUnion('enforced', [
    z.object({ enforced: z.literal(true) }),
    z.object({ enforced: z.literal(false), why: z.string() }),
  ]),
});

/** The running rehearsal. @throws StagingError when none runs. */
export function readRunFile(directory: string, isAlive: (pid: number) => boolean = processIsAlive): RunFile {
  const file = join(directory, 'run.json');
  const text = readText(file);
  if (text === undefined) throw notRunning();
  const parsed = runFile.safeParse(parseJson(text));
  if (!parsed.success) {
    throw new StagingError(`${file} cannot be read (${parsed.error.issues[0]?.message ?? 'not valid'}).`, {
      hint: 'End the rehearsal with Ctrl-C and start it again: npm start',
    });
  }
  if (!isAlive(parsed.data.pid)) throw notRunning();
  return parsed.data;
}

function notRunning(): StagingError {
  return new StagingError('The rehearsal is not running.', {
    hint: 'Start it in another terminal: npm start   (--aws is the real account)',
  });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a process of this machine runs. */
export function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
