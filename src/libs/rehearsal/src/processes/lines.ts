import type { Readable } from 'node:stream';

/** A longer line is cut: what writes without an end must not fill the memory. */
const LONGEST = 256 * 1024;

/** Tells each line of a stream, without its end; the last one too when it has none. Resolves when the stream is over. */
export function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    for (; rest.length > LONGEST; rest = rest.slice(LONGEST)) onLine(rest.slice(0, LONGEST));
  });
  return new Promise((resolve) => {
    stream.once('error', () => {});
    stream.once('close', () => {
      if (rest) onLine(rest);
      resolve();
    });
  });
}
