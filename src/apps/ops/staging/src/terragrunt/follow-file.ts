import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const LOOK_EVERY_MS = 50;

/** Reads a file line by line while somebody writes to it. Disposed, it reads what is left, a last line without its end too. */
export function followFile(file: string, onLine: (line: string) => void): Disposable {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(64 * 1024);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const look = () => {
    for (let length = 1; length > 0; ) {
      length = readSync(descriptor, buffer);
      const lines = `${rest}${decoder.write(buffer.subarray(0, length))}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      look();
      if (rest !== '') onLine(rest);
      closeSync(descriptor);
    },
  };
}
