import type { World } from '@bookmark-manager/rehearsal';
import type { Context } from '../command.ts';
import { adopt } from '../config.ts';
import { EXIT, type ExitCode, interrupted, StagingError } from '../errors.ts';
import { REGION } from '../names.ts';
import { trust } from '../target/trust.ts';
import { bringUp } from './bring-up.ts';
import { checkDatabase } from './database.ts';
import { followEvents } from './event-log.ts';
import { type Library, loadLibrary } from './library.ts';
import { type Prepared, prepare } from './prepare.ts';
import { writeRunFile } from './run-file.ts';
import { createScreen } from './screen.ts';
import { watchForBreaks } from './watch-for-breaks.ts';

export type RehearseOptions = { asScheduled: boolean };

/** Brings the whole environment to life and keeps it alive until the user interrupts. */
export async function rehearse(context: Context, options: RehearseOptions): Promise<ExitCode> {
  const library = await loadLibrary();
  using kept = new DisposableStack();
  const prepared = await prepare(context, kept);
  adopt(prepared.target.environment);
  const breaks = kept.use(watchForBreaks());
  // What breaks ends the rehearsal in order, as Ctrl-C does.
  const signal = AbortSignal.any([context.io.signal, breaks.signal]);
  try {
    await live({ ...context, io: { ...context.io, signal } }, prepared, library, options);
  } catch (error) {
    throw breaks.signal.aborted ? breaks.signal.reason : error;
  }
  breaks.signal.throwIfAborted();
  return EXIT.yes;
}

async function live(
  context: Context,
  { target, python, ports, taken }: Prepared,
  library: Library,
  options: RehearseOptions,
): Promise<void> {
  const { config, io } = context;
  const directory = config.rehearsalDirectory;
  const screen = createScreen(io);
  for (const { name, wanted, got } of taken) screen.note('Port', `${wanted} is taken: the ${name} is at ${got}`);
  const events = followEvents(directory, screen);
  const starting = library.startWorld({
    directory,
    region: REGION,
    python,
    ports,
    onEvent: events.take,
    signal: io.signal,
  });
  await using running = new AsyncDisposableStack();
  const world = running.use(
    await screen.step('AWS API', starting.catch(explainStart(library, io.signal)), ({ restored }: World) =>
      restored ? `${target.run.endpoint}, as it was left` : `${target.run.endpoint}, empty`,
    ),
  );
  checkDatabase(world.events.recent(), directory);
  if (world.movedBefore) screen.note('Clock', sayMoved(world.movedBefore));
  events.show('errors');
  const { certificateAuthorityFile: certificateAuthority } = world;
  trust(certificateAuthority);
  const run = { ...target.run, limits: world.limits, certificateAuthority };
  running.use(await writeRunFile(directory, run));
  const { page, door, proof } = await bringUp({ context, target, world, screen, running, ...options });
  // Its port was free when the start began; somebody may have taken it since.
  if (door !== run.door) await writeRunFile(directory, { ...run, door });
  screen.ready(page);
  events.show('all');
  await proof;
  await ended(io.signal);
  events.show('errors');
  io.err('\nEnding …');
}

const sayMoved = (last: Date) =>
  `shows this machine's time again; it showed ${last.toISOString()} when the last rehearsal ended, and stamps of then stay`;

const explainStart =
  ({ DamagedImages, SnapshotError }: Library, signal: AbortSignal) =>
  (error: unknown): never => {
    if (signal.aborted) throw interrupted('Interrupted.', 'npm start goes on from here.');
    if (error instanceof SnapshotError) throw new StagingError(error.message, { cause: error });
    if (error instanceof DamagedImages) {
      const hint = 'Move the folder away that it is in: the next start builds both images again.';
      throw new StagingError(error.message, { hint, cause: error });
    }
    throw error;
  };

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
