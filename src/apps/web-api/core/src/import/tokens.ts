/** A piece of the file: text between tags, or a tag with its source. */
export type Token =
  | { readonly kind: 'text'; readonly source: string }
  | { readonly kind: 'tag'; readonly source: string; readonly name: string; readonly closing: boolean };

/**
 * Splits HTML into texts and tags as it arrives, in any pieces. It knows what bookmark files need: comments, quoted attributes with `>` in
 * them, and that a `<` before no name is text. Every character is looked at a fixed number of times, whatever the input.
 */
export class Tokens {
  #rest = '';
  /** How far #rest has been looked through without finding the end of the token at its start. */
  #looked = 0;
  #quote = '';

  /** The tokens that are complete with this piece. */
  *push(piece: string): Generator<Token> {
    this.#rest += piece;
    let from = 0;
    while (from < this.#rest.length) {
      const end = this.#endOf(from);
      if (end === undefined) break;
      const source = this.#rest.slice(from, end);
      from = end;
      this.#looked = 0;
      const token = tokenOf(source);
      if (token !== undefined) yield token;
    }
    this.#rest = this.#rest.slice(from);
  }

  /** Whether the file ends in the middle of a tag or comment. */
  get unfinished(): boolean {
    return this.#rest.trim() !== '';
  }

  /** Where the token at `from` ends, or undefined when that is not here yet. */
  #endOf(from: number): number | undefined {
    const rest = this.#rest;
    if (rest[from] !== '<') return orEnd(rest.indexOf('<', from), rest.length);
    if (from + 4 > rest.length && '<!--'.startsWith(rest.slice(from))) return undefined;
    if (rest.startsWith('<!--', from)) return this.#find('-->', from, 4);
    if (!/[a-z/!?]/i.test(rest[from + 1] ?? '')) return orEnd(rest.indexOf('<', from + 1), rest.length);
    return /[a-z/]/i.test(rest[from + 1] ?? '') ? this.#endOfTag(from) : this.#find('>', from, 1);
  }

  #find(what: string, from: number, skip: number): number | undefined {
    const at = this.#rest.indexOf(what, from + Math.max(skip, this.#looked));
    if (at >= 0) return at + what.length;
    this.#looked = Math.max(skip, this.#rest.length - from - what.length + 1);
    return undefined;
  }

  /** The first `>` outside quotes; a quote only counts where a value begins. */
  #endOfTag(from: number): number | undefined {
    const { length } = this.#rest;
    let at = from + Math.max(1, this.#looked);
    for (; at < length; at += 1) {
      if (this.#quote !== '') {
        const close = this.#rest.indexOf(this.#quote, at);
        if (close < 0) break;
        this.#quote = '';
        at = close;
        continue;
      }
      const char = this.#rest[at];
      if (char === '>') return at + 1;
      if ((char === '"' || char === "'") && valueBegins(this.#rest, at)) this.#quote = char;
    }
    this.#looked = length - from;
    return undefined;
  }
}

const orEnd = (index: number, end: number): number => (index < 0 ? end : index);

const valueBegins = (text: string, at: number): boolean => {
  let before = at - 1;
  while (before > at - 8 && /\s/.test(text[before] ?? '')) before -= 1;
  return text[before] === '=';
};

const tokenOf = (source: string): Token | undefined => {
  const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(source);
  if (tag) return { kind: 'tag', source, name: (tag[2] ?? '').toLowerCase(), closing: tag[1] === '/' };
  if (/^<[!/?]/.test(source))
    return /^<!doctype/i.test(source) ? { kind: 'tag', source, name: '!doctype', closing: false } : undefined;
  return { kind: 'text', source };
};
