import type { WorldEvent } from '@bookmark-manager/rehearsal';
import type { Io } from '../io.ts';

/** What a rehearsal shows: a line for each step that is done, then the address, then what happens. */
export function createScreen(io: Io) {
  const began = performance.now();
  return {
    /** Says a step's result when it is done, and how long it took. */
    async step<T>(title: string, work: Promise<T>, say: (value: T) => string): Promise<T> {
      const since = performance.now();
      const value = await work;
      line(io, io.paint('green', '✓'), title, say(value), performance.now() - since);
      return value;
    },
    note: (title: string, text: string) => line(io, io.paint('yellow', '!'), title, text, 0),
    ready(lines: readonly string[]) {
      io.err(`\n${io.paint('bold', `Ready after ${seconds(performance.now() - began)}.`)}\n`);
      for (const each of lines) io.err(`  ${each}`);
      io.err('');
    },
    event({ at, part, subject, text, level }: WorldEvent) {
      const time = io.paint('dim', at.toTimeString().slice(0, 8));
      const words = `${subject}: ${text}`;
      const colour = level === 'error' ? 'red' : 'yellow';
      io.err(`  ${time} ${part.padEnd(13)} ${level === 'info' ? words : io.paint(colour, words)}`);
    },
  };
}

export type Screen = ReturnType<typeof createScreen>;

function line(io: Io, mark: string, title: string, text: string, ms: number): void {
  io.err(`  ${mark} ${title.padEnd(15)} ${text}${ms >= 500 ? io.paint('dim', `  (${seconds(ms)})`) : ''}`);
}

const seconds = (ms: number) =>
  ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
