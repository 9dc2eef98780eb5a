import type { WorldEvent } from '@bookmark-manager/rehearsal';
import { EXIT, isStagingError } from '../errors.ts';
import type { Io } from '../io.ts';

/** What a rehearsal shows: a line for each step that is done, then the address, then what happens. */
export function createScreen(io: Pick<Io, 'err' | 'paint'>) {
  const began = performance.now();
  return {
    /** Says a step's result when it is done, and how long it took. Why it failed is for whoever catches that. */
    async step<T>(title: string, work: Promise<T>, say: (value: T) => string): Promise<T> {
      const since = performance.now();
      try {
        const value = await work;
        line(io, io.paint('green', '✓'), title, say(value), performance.now() - since);
        return value;
      } catch (error) {
        const wanted = isStagingError(error) && error.exitCode === EXIT.interrupted;
        if (!wanted) line(io, io.paint('red', '✗'), title, 'failed', performance.now() - since);
        throw error;
      }
    },
    done: (title: string, text: string) => line(io, io.paint('green', '✓'), title, text, 0),
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

function line(io: Pick<Io, 'err' | 'paint'>, mark: string, title: string, text: string, ms: number): void {
  io.err(`  ${mark} ${title.padEnd(15)} ${text}${ms >= 500 ? io.paint('dim', `  (${seconds(ms)})`) : ''}`);
}

/** 59,950 ms and more are a minute: nothing is ever 60.0 s. */
function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return ms < 59_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
