/** A top-level list of strings in a .tfvars file, with the place of everything in the text. */
export type StringList = {
  /** Where `[` and `]` are. */
  open: number;
  close: number;
  items: { value: string; start: number; end: number }[];
};

/** A mistake in a .tfvars file. `line` counts from 1. */
export class TfvarsMistake extends Error {
  override readonly name = 'TfvarsMistake';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Finds the list that is given to a name, among any other assignments; `undefined` when the name is not there.
 * @throws TfvarsMistake when the file cannot be understood, or what is given is not a list of strings
 */
export function findList(text: string, name: string): StringList | undefined {
  const tokens = tokenize(text);
  let found: StringList | undefined;
  let next = 0;
  while (next < tokens.length) {
    const key = expect(text, tokens, next, ['word', 'string'], 'a name');
    expect(text, tokens, next + 1, ['='], `"=" after ${key.value}`);
    const first = expect(text, tokens, next + 2, VALUE_STARTS, `a value for ${key.value}`);
    const end = endOfValue(text, tokens, next + 2);
    if (key.value === name) {
      if (found) throw new TfvarsMistake(lineOf(text, key.start), `${name} is given twice`);
      if (first.kind !== '[')
        throw new TfvarsMistake(lineOf(text, first.start), `${name} should be a list: ["203.0.113.10/32"]`);
      found = readList(text, tokens.slice(next + 2, end), name);
    }
    next = end;
  }
  return found;
}

type Token = { kind: string; value: string; start: number; end: number };

const VALUE_STARTS = ['[', '{', 'string', 'word'];
const CLOSERS: Record<string, string> = { '[': ']', '{': '}', '(': ')' };

const PATTERNS: [kind: string, pattern: RegExp][] = [
  ['space', /\s+/y],
  ['comment', /(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\//y],
  ['string', /"(?:[^"\\\n]|\\.)*"/y],
  ['heredoc', /<<-?(\w+)\n[\s\S]*?\n\s*\1(?=\n|$)/y],
  ['word', /[\w.+-]+/y],
  ['punctuation', /[[\]{}()=,:]/y],
];

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (!token) throw new TfvarsMistake(lineOf(text, at), unreadable(text, at));
    if (token.kind !== 'space' && token.kind !== 'comment') tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) continue;
    const end = start + found.length;
    if (kind === 'punctuation') return { kind: found, value: found, start, end };
    if (kind === 'heredoc') return { kind: 'string', value: found, start, end };
    return { kind, value: kind === 'string' ? found.slice(1, -1) : found, start, end };
  }
  return undefined;
}

function unreadable(text: string, at: number): string {
  const rest = text.slice(at, at + 20).split('\n')[0];
  return text[at] === '"' ? 'a quotation mark is not closed' : `this is not understood: ${rest}`;
}

/** The token after the value that begins at `first`. */
function endOfValue(text: string, tokens: readonly Token[], first: number): number {
  const open: Token[] = [];
  for (let index = first; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) break;
    if (CLOSERS[token.kind]) open.push(token);
    else if (Object.values(CLOSERS).includes(token.kind)) {
      const opened = open.pop();
      if (!opened || CLOSERS[opened.kind] !== token.kind)
        throw new TfvarsMistake(lineOf(text, token.start), `"${token.kind}" closes nothing`);
    } else if (token.kind === '=' && open.length > 0 && open.every(({ kind }) => kind === '[')) break;
    if (open.length === 0) return index + 1;
  }
  const opened = open[0];
  throw new TfvarsMistake(lineOf(text, opened?.start ?? text.length), `"${opened?.kind ?? '['}" is not closed`);
}

function readList(text: string, tokens: readonly Token[], name: string): StringList {
  const items = tokens.slice(1, -1);
  for (const [index, token] of items.entries()) {
    const wanted = index % 2 === 0 ? 'string' : ',';
    if (token.kind === wanted) continue;
    const what =
      wanted === ','
        ? `a comma is missing before ${token.value}`
        : `${name} holds ${token.value}, which is not in quotes`;
    throw new TfvarsMistake(lineOf(text, token.start), what);
  }
  return {
    open: tokens[0]?.start ?? 0,
    close: tokens.at(-1)?.start ?? 0,
    items: items.filter(({ kind }) => kind === 'string').map(({ value, start, end }) => ({ value, start, end })),
  };
}

function expect(text: string, tokens: readonly Token[], index: number, kinds: readonly string[], what: string): Token {
  const token = tokens[index];
  if (token && kinds.includes(token.kind)) return token;
  const line = lineOf(text, token?.start ?? text.length);
  throw new TfvarsMistake(line, `expected ${what}, found ${token ? `"${token.value}"` : 'the end of the file'}`);
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
