/** A word as a POSIX shell and the agent in a container both read it. */
export const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;

/** Begins and ends what says how a command ended; no text has it. */
const SIGN = '\u001e';

/**
 * What is run in the container. A session says nothing of how its command ended, so a shell there says it last: the sign, `mark`,
 * the exit code, the sign.
 */
export function commandLine(words: readonly string[], mark: string): string {
  const script = `${words.map(quote).join(' ')}; printf '\\036${mark}%d\\036' $?`;
  return `/bin/sh -c ${quote(script)}`;
}

/** Takes the end out of what a command prints. `code` is what it said, once it did. */
export function createEnding(mark: string): { take(text: Buffer): Buffer; rest(): Buffer; code(): number | undefined } {
  let held = Buffer.alloc(0);
  let code: number | undefined;
  const said = new RegExp(`^${SIGN}${mark}(\\d+)${SIGN}`);
  return {
    take(text) {
      const all = Buffer.concat([held, text]);
      const from = all.indexOf(SIGN);
      held = from < 0 ? Buffer.alloc(0) : all.subarray(from);
      const found = said.exec(held.toString('latin1'));
      if (found) {
        code = Number(found[1]);
        held = held.subarray(found[0].length);
      }
      // A sign that begins something else is an ordinary character.
      if (held.length > mark.length + 6) {
        const passed = Buffer.concat([from < 0 ? all : all.subarray(0, from), held]);
        held = Buffer.alloc(0);
        return passed;
      }
      return from < 0 ? all : all.subarray(0, from);
    },
    rest: () => held,
    code: () => code,
  };
}
