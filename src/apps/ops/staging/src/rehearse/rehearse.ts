import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorldEvent } from '@bookmark-manager/rehearsal';
import type { Context } from '../command.ts';
import { adopt } from '../config.ts';
import { EXIT, type ExitCode, StagingError } from '../errors.ts';
import { checkFiles } from '../infrastructure-run.ts';
import { REGION } from '../names.ts';
import { rehearsalTarget } from '../target/target.ts';
import { findTools } from '../terragrunt/tools.ts';
import { bringUp } from './bring-up.ts';
import { loadLibrary } from './library.ts';
import { lock } from './lock.ts';
import { choosePorts } from './ports.ts';
import { makeDirectory, pythonOf } from './preconditions.ts';
import { writeRunFile } from './run-file.ts';
import { createScreen, type Screen } from './screen.ts';
import { writeTfvars } from './tfvars.ts';

export type RehearseOptions = { asScheduled: boolean };

/** Brings the whole environment to life and keeps it alive until the user interrupts. */
export async function rehearse(context: Context, options: RehearseOptions): Promise<ExitCode> {
  const { config, io } = context;
  const library = await loadLibrary();
  const directory = config.rehearsalDirectory;
  const python = pythonOf(findTools(config));
  await makeDirectory(directory);
  await using running = new AsyncDisposableStack();
  running.use(lock(directory));
  const { ports, taken } = await choosePorts(directory);
  writeTfvars(directory);
  const run = {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    endpoint: `http://127.0.0.1:${ports.relay}`,
    door: `http://127.0.0.1:${ports.door}`,
    picture: `http://127.0.0.1:${ports.relay}/_rehearsal/picture`,
    ...(config.environment.STAGING_SHAPE ? { shape: config.environment.STAGING_SHAPE } : {}),
  };
  const target = rehearsalTarget(config, { ...run, limits: { enforced: true } });
  await checkFiles(context, target);
  adopt(target.environment);

  const screen = createScreen(io);
  for (const { name, wanted, got } of taken) screen.note('Port', `${wanted} is taken: the ${name} is at ${got}`);
  const follow = eventLog(directory, screen);
  const starting = library.startWorld({ directory, region: REGION, python, ports, onEvent: follow.event });
  const world = running.use(
    await screen.step('AWS API', starting.catch(explainStart(library.SnapshotError)), (started) =>
      started.restored ? `${run.endpoint}, as it was left` : `${run.endpoint}, empty`,
    ),
  );
  running.use(writeRunFile(directory, { ...run, limits: world.limits }));
  const { page, proof } = await bringUp({
    context,
    target,
    world,
    accountId: library.ACCOUNT_ID,
    screen,
    running,
    ...options,
  });
  screen.ready(page);
  follow.show();
  await proof;
  await ended(io.signal);
  io.err('\nEnding …');
  return EXIT.yes;
}

/** Every event goes into `logs/events.log`; on the screen stand those that people look for, once they are asked for. */
function eventLog(directory: string, screen: Screen) {
  mkdirSync(join(directory, 'logs'), { recursive: true });
  const log = createWriteStream(join(directory, 'logs', 'events.log'), { flags: 'a' }).on('error', () => undefined);
  let shown = false;
  return {
    event(event: WorldEvent) {
      log.write(`${event.at.toISOString()} ${event.level} ${event.part} ${event.subject}: ${event.text}\n`);
      if (shown || event.level === 'error') screen.event(event);
    },
    show: () => {
      shown = true;
    },
  };
}

const explainStart =
  (SnapshotError: new (...args: never[]) => Error) =>
  (error: unknown): never => {
    if (error instanceof SnapshotError) throw new StagingError(error.message, { cause: error });
    throw error;
  };

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
