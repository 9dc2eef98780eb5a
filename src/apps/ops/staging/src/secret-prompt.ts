type Input = NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };

/** Where a secret is read from, and where its question goes. */
export type Terminal = { input: Input; write(text: string): void; signal: AbortSignal };

/**
 * A secret from the terminal, without showing it, or everything that is piped in; a line break at its end is none of it.
 * @throws the signal's reason when the user interrupts
 */
export function readSecret({ input, write, signal }: Terminal, question: string): Promise<string> {
  const isTerminal = input.isTTY === true;
  if (isTerminal) write(question);
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void) => {
      input.off('data', take);
      input.off('end', done);
      signal.removeEventListener('abort', stop);
      if (isTerminal) input.setRawMode?.(false);
      input.pause();
      if (isTerminal) write('\n');
      settle();
    };
    const done = () => end(() => resolve(typed.replace(/\r?\n$/, '')));
    const stop = () => end(() => reject(signal.reason));
    const take = (data: Buffer | string) => {
      if (!isTerminal) {
        typed += data.toString();
        return;
      }
      for (const key of data.toString()) {
        if (key === INTERRUPT) return void process.emit('SIGINT');
        if (key === '\r' || key === '\n' || key === END) return done();
        typed = key === BACKSPACE || key === '\b' ? [...typed].slice(0, -1).join('') : typed + key;
      }
    };
    if (isTerminal) input.setRawMode?.(true);
    input.on('data', take);
    input.on('end', done);
    signal.addEventListener('abort', stop, { once: true });
    input.resume();
  });
}

/** What the keys send while the terminal shows nothing. */
const INTERRUPT = '\u0003';
const END = '\u0004';
const BACKSPACE = '\u007f';
