import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pause } from '../clock/index.ts';
import type { Exit, ManagedProcess, Processes } from '../processes/types.ts';
import type { Address } from '../relay/types.ts';

const LAUNCHER = fileURLToPath(new URL('launcher.py', import.meta.url));
/** Generous: two applications may be built on the same two cores meanwhile. */
const DEADLINE_MS = 90_000;
/** The launcher's exit code for a snapshot that it cannot load. */
const DAMAGED = 65;

/** The saved memory of the rehearsal cannot be read. The file is left as it is. */
export class SnapshotError extends Error {}

/** One running moto. */
export type Moto = {
  address: Address;
  child: ManagedProcess;
  /** What the rehearsal itself had saved with the snapshot; empty without one. */
  memory: string;
};

export type MotoOptions = {
  processes: Processes;
  /** A Python that has moto. */
  python: string;
  /** Where its output goes. */
  logFile: string;
  snapshotFile: string;
};

/** Starts moto from the snapshot, if there is one, and waits until it answers. Throws a {@link SnapshotError} when it is damaged. */
export async function startMoto(options: MotoOptions): Promise<Moto> {
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const port = Promise.withResolvers<number>();
  const seen: string[] = [];
  const child = await options.processes.start({
    name: 'emulator',
    command: options.python,
    args: ['-u', LAUNCHER, options.snapshotFile],
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', AWS_EC2_METADATA_DISABLED: 'true' },
    onLine: (line) => {
      log.write(`${line}\n`);
      seen.push(line);
      if (seen.length > 20) seen.shift();
      const listening = /^listening (\d+)$/.exec(line);
      if (listening) port.resolve(Number(listening[1]));
    },
  });
  void child.exited.then(() => log.end());
  const ready = port.promise.then(async (found) => {
    const address = { host: '127.0.0.1', port: found };
    return { address, child, memory: await readMemory(address) };
  });
  const patience = new AbortController();
  try {
    return await Promise.race([
      ready,
      child.exited.then((exit) => {
        throw ended(exit, seen, options);
      }),
      pause(DEADLINE_MS, patience.signal).then(() => {
        throw new Error(
          `The emulator did not answer within ${DEADLINE_MS / 1000} s. It said last: ${seen.join(' / ') || 'nothing'}`,
        );
      }),
    ]);
  } catch (error) {
    await child.stop({ graceMs: 1000 });
    throw error;
  } finally {
    patience.abort();
  }
}

/** Has moto write its memory, and the given text with it. `onCopied` is called when requests may go on; resolves when the file is safe. */
export async function saveMoto(moto: Moto, memory: string, onCopied: () => void): Promise<void> {
  const response = await fetch(urlOf(moto.address, 'save'), { method: 'POST', body: memory });
  let said = '';
  for await (const part of response.body ?? []) {
    said += Buffer.from(part).toString();
    if (said.includes('forked\n')) onCopied();
  }
  if (!said.endsWith('saved\n')) throw new Error('the snapshot could not be written (see logs/emulator.log)');
}

async function readMemory(address: Address): Promise<string> {
  const response = await fetch(urlOf(address, 'state'));
  return response.text();
}

function urlOf(address: Address, what: 'save' | 'state'): string {
  return `http://${address.host}:${address.port}/_emulator/${what}`;
}

function ended(exit: Exit, seen: readonly string[], options: MotoOptions): Error {
  const last = seen.at(-1) ?? '';
  if (exit.code === DAMAGED) {
    return new SnapshotError(
      `The rehearsal's memory in ${options.snapshotFile} cannot be read (${last.replace(/^snapshot: /, '')}). ` +
        'It was left as it is. To begin with an empty environment, move its whole folder away and start again.',
    );
  }
  const how = exit.signal ? `by ${exit.signal}` : `with code ${exit.code}`;
  return new Error(
    `The emulator ended ${how} while it was starting. It said last: ${seen.slice(-5).join(' / ') || 'nothing'} (log: ${options.logFile})`,
  );
}
