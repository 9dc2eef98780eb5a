/** A command line as the agent in a container splits it: at blanks, with quotes and backslashes as a shell has them, and nothing else of a shell. */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (letter === '\\' && quote !== "'" && at + 1 < line.length) {
      at += 1;
      const next = line[at] ?? '';
      const kept = quote === '"' && !['"', '\\'].includes(next);
      word = `${word ?? ''}${kept ? letter : ''}${next}`;
    } else if (quote !== undefined) {
      if (letter === quote) quote = undefined;
      else word = `${word ?? ''}${letter}`;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${letter}`;
  }
  if (word !== undefined) words.push(word);
  return words;
}
