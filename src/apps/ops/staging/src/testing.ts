import type { Io } from './io.ts';

/** A terminal, or none, that remembers what was written to it. */
export function fakeIo(
  options: { answer?: string; live?: boolean } = {},
): Io & { stdout: string[]; stderr: string[]; drawn: string[] } {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const drawn: string[] = [];
  return {
    stdout,
    stderr,
    drawn,
    out: (line) => void stdout.push(line),
    err: (line) => void stderr.push(line),
    draw: (text) => void drawn.push(text),
    live: options.live ?? false,
    columns: 100,
    paint: (_, text) => text,
    ask: () => Promise.resolve(options.answer),
    signal: new AbortController().signal,
  };
}
