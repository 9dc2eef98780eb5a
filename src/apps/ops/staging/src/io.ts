import { createInterface } from 'node:readline/promises';
import { readSecret } from './secret-prompt.ts';

/** Where a command writes and asks: results to `out`, everything else to `err`. */
export type Io = {
  out(line: string): void;
  err(line: string): void;
  /** Raw text to the error stream, for lines that are redrawn. */
  draw(text: string): void;
  /** Whether progress can be redrawn: the error stream is a terminal. */
  readonly live: boolean;
  /** Whether results are read by a person: the output is a terminal. */
  readonly seen: boolean;
  readonly columns: number;
  /** Wraps text in colour codes, or does not (NO_COLOR, no terminal). */
  readonly paint: Paint;
  /** Asks on the terminal; `undefined` when there is nobody to ask. */
  ask(question: string): Promise<string | undefined>;
  /** Leaves Ctrl-C to another program on this terminal, until it is disposed. */
  lend(): Disposable;
  /** Asks for a secret without showing it; piped in, it is everything that comes. */
  askSecret(question: string): Promise<string>;
  /** Aborted by Ctrl-C, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
};

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';
export type Paint = (colour: Colour, text: string) => string;

/** The process's own streams. */
export function createIo(options: { noColor: boolean; signal: AbortSignal; lend: () => Disposable }): Io {
  const { stdin, stdout, stderr } = process;
  const colour = !options.noColor && stdout.isTTY === true;
  return {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    draw: (text) => void stderr.write(text),
    live: stderr.isTTY === true,
    seen: stdout.isTTY === true,
    columns: stderr.columns || 100,
    paint: colour ? paint : (_, text) => text,
    ask: async (question) => {
      if (!stdin.isTTY || !stderr.isTTY) return undefined;
      const prompt = createInterface({ input: stdin, output: stderr });
      // While a prompt reads the terminal, Ctrl-C is a key.
      prompt.once('SIGINT', () => process.emit('SIGINT'));
      try {
        return await prompt.question(question, { signal: options.signal });
      } catch (error) {
        if (options.signal.aborted) throw error;
        return ''; // Ctrl-D
      } finally {
        prompt.close();
      }
    },
    lend: options.lend,
    askSecret: (question) =>
      readSecret({ input: stdin, write: (text) => stderr.write(text), signal: options.signal }, question),
    signal: options.signal,
  };
}

const CODES: Record<Colour, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  magenta: [35, 39],
  cyan: [36, 39],
};

function paint(colour: Colour, text: string): string {
  const [on, off] = CODES[colour];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
