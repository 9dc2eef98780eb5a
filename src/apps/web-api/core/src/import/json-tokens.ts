/** What is told of a JSON text as it arrives. Numbers are told as they are written: some dates have more digits than a double. */
export type JsonEvents = {
  readonly open: (kind: 'object' | 'array') => void;
  readonly close: () => void;
  readonly key: (name: string) => void;
  readonly value: (value: string | boolean | null) => void;
};

/** Longest text that is kept, in UTF-16 units: what is longer is somebody's saved page, and its beginning says enough. */
const maxTextLength = 64 * 1024;

/** As deep as a bookmarks file may go: two levels for each folder. */
const maxDepth = 200;

/**
 * Reads JSON in any pieces and holds no more than one text of it. It looks at every character once, whatever the input; texts that are broken
 * in small ways (a line end inside a string) are read, and after what cannot be JSON it reads no more.
 */
export class JsonTokens {
  readonly #events: JsonEvents;
  readonly #open: ('object' | 'array')[] = [];
  #parts: string[] = [];
  #length = 0;
  #in: 'string' | 'word' | undefined;
  #isEscaped = false;
  #isKeyNext = false;
  #isBroken = false;

  constructor(events: JsonEvents) {
    this.#events = events;
  }

  push(piece: string): void {
    let at = 0;
    while (at < piece.length && !this.#isBroken) {
      if (this.#in === 'string') at = this.#string(piece, at);
      else if (this.#in === 'word') at = this.#word(piece, at);
      else at = this.#plain(piece, at);
    }
  }

  /** @returns whether everything that was opened is closed */
  end(): boolean {
    if (this.#in === 'word') this.#finishWord();
    const complete = !this.#isBroken && this.#in === undefined && this.#open.length === 0;
    while (this.#open.pop() !== undefined) this.#events.close();
    return complete;
  }

  #plain(piece: string, at: number): number {
    const char = piece[at] ?? '';
    if (char === '"') this.#in = 'string';
    else if (char === '{') this.#begin('object');
    else if (char === '[') this.#begin('array');
    else if (char === '}') this.#finish('object');
    else if (char === ']') this.#finish('array');
    else if (char === ',') this.#isKeyNext = this.#open.at(-1) === 'object';
    else if (char === ':') this.#isKeyNext = false;
    else if (!/\s|\ufeff/.test(char)) {
      this.#in = 'word';
      return at;
    } else return endOf(space, piece, at);
    return at + 1;
  }

  #begin(kind: 'object' | 'array'): void {
    if (this.#open.length >= maxDepth) this.#isBroken = true;
    else {
      this.#open.push(kind);
      this.#isKeyNext = kind === 'object';
      this.#events.open(kind);
    }
  }

  #finish(kind: 'object' | 'array'): void {
    if (this.#open.at(-1) !== kind) this.#isBroken = true;
    else {
      this.#open.pop();
      this.#events.close();
    }
  }

  #string(piece: string, at: number): number {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      this.#keep(piece.slice(at, at + 1));
      return at + 1;
    }
    const end = endOf(plainText, piece, at);
    this.#keep(piece.slice(at, end));
    if (piece[end] === '\\') {
      this.#isEscaped = true;
      this.#keep('\\');
    } else if (piece[end] === '"') this.#finishString();
    return end + 1;
  }

  #word(piece: string, at: number): number {
    const end = endOf(wordText, piece, at);
    this.#keep(piece.slice(at, end));
    if (end < piece.length) this.#finishWord();
    return end;
  }

  #keep(source: string): void {
    if (this.#length < maxTextLength && source !== '') this.#parts.push(source.slice(0, maxTextLength - this.#length));
    this.#length += source.length;
  }

  #taken(): string {
    const source = this.#parts.join('');
    const whole = this.#length > maxTextLength ? source.replace(/\\(u[\da-f]{0,3})?$/i, '') : source;
    this.#parts = [];
    this.#length = 0;
    this.#in = undefined;
    return whole;
  }

  #finishString(): void {
    const text = unescaped(this.#taken());
    if (this.#isKeyNext) this.#events.key(text);
    else this.#events.value(text);
  }

  #finishWord(): void {
    const word = this.#taken();
    const value = words.get(word) ?? (/^-?\d/.test(word) ? word : undefined);
    if (word === 'null') this.#events.value(null);
    else if (value === undefined) this.#isBroken = true;
    else this.#events.value(value);
  }
}

const words = new Map([
  ['true', true],
  ['false', false],
]);

const space = /[\s\ufeff]*/y;
const plainText = /[^"\\]*/y;
const wordText = /[^\s,:{}[\]"]*/y;

const endOf = (pattern: RegExp, piece: string, at: number): number => {
  pattern.lastIndex = at;
  pattern.test(piece);
  return pattern.lastIndex;
};

const unescaped = (source: string): string => {
  if (!source.includes('\\')) return source;
  try {
    return JSON.parse(
      `"${source.replace(/\p{Cc}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
    );
  } catch {
    return source.replaceAll('\\', '');
  }
};
