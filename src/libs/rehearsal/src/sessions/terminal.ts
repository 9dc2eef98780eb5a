import { fileURLToPath } from 'node:url';
import type { ManagedProcess } from '../processes/types.ts';
import type { RunningContainer } from '../tasks/run/container.ts';

/** A program on a terminal of its own, in a container. */
export interface Terminal {
  /** What it prints. May be paused. */
  readonly output: NodeJS.ReadableStream;
  type(keys: Buffer): void;
  resize(size: { cols: number; rows: number }): void;
  /** Resolves when it has ended and everything that it printed was read. */
  readonly ended: Promise<void>;
  hangUp(): Promise<void>;
}

const LAUNCHER = fileURLToPath(new URL('terminal.py', import.meta.url));
const KEYS = 0;
const SIZE = 1;
const GRACE_MS = 2_000;

/** Node has no terminals to give: Python has. */
export async function openTerminal(
  container: RunningContainer,
  command: readonly string[],
  python: string,
): Promise<Terminal> {
  const child = await container.start(command, [python, '-u', LAUNCHER]);
  const { streams } = child;
  if (!streams) throw new Error('a terminal has no streams');
  const { input, output } = streams;
  input.on('error', () => {}); // it has ended
  const read = new Promise((resolve) => output.once('close', resolve));
  const send = (kind: number, data: Buffer) => {
    const header = Buffer.alloc(5);
    header[0] = kind;
    header.writeUInt32BE(data.length, 1);
    input.write(Buffer.concat([header, data]));
  };
  return {
    output,
    type: (keys) => send(KEYS, keys),
    resize({ cols, rows }) {
      const size = Buffer.alloc(4);
      size.writeUInt16BE(Math.min(cols, 0xffff), 0);
      size.writeUInt16BE(Math.min(rows, 0xffff), 2);
      send(SIZE, size);
    },
    ended: Promise.all([child.exited, read]).then(() => undefined),
    hangUp: () => stop(child, output),
  };
}

async function stop(child: ManagedProcess, output: NodeJS.ReadableStream): Promise<void> {
  output.resume();
  await child.stop({ graceMs: GRACE_MS });
}
