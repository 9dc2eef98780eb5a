/** A command in one of the specification's bash blocks; `line` counts from 1. */
export type Command = { line: number; text: string };

/** Every command in the bash blocks, on one line each. `cd` is no command of its own: it goes with what follows it. */
export function commandsIn(specification: readonly string[]): Command[] {
  const found: Command[] = [];
  let isBash = false;
  let open: Command | undefined;
  for (const [index, raw] of specification.entries()) {
    const text = raw.trim();
    if (text.startsWith('```')) isBash = !isBash && text === '```bash';
    else if (isBash && open) open.text += ` ${text}`;
    else if (isBash && text !== '' && !text.startsWith('#')) open = { line: index + 1, text };
    if (!open || goesOn(open.text)) continue;
    found.push({ ...open, text: plain(open.text) });
    open = undefined;
  }
  return found.filter(({ text }) => !text.startsWith('cd '));
}

/** Whether a command begins on that line, alone or in a sentence, and goes on as it is quoted. A comment's sign does not count. */
export function hasCommand(specification: readonly string[], line: number, text: string): boolean {
  const [first = '', ...following] = specification
    .slice(line - 1, line + 9)
    .map((it) => it.trim().replace(/^#\s*/, ''));
  return first.includes(text.slice(0, BEGINNING)) && plain([first, ...following].join(' ')).includes(text);
}

/** No command of the specification is broken off earlier than after so many characters. */
const BEGINNING = 16;

/** A row's command without the folder that we had to put before it. */
export const withoutFolder = (typed: string) => typed.replace(/^cd \S+ && /, '');

/** A line goes on after a backslash, and where a quote is still open. */
const goesOn = (text: string) => text.endsWith('\\') || (text.split("'").length - 1) % 2 === 1;

const plain = (text: string) => text.replaceAll(/\\\s+/g, ' ').replaceAll(/\s+/g, ' ').trim();
