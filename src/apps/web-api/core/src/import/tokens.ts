/** A piece of the file: text between tags, which may come in several pieces, or a whole tag with its source. */
export type Token =
  | { readonly kind: 'text'; readonly source: string }
  | { readonly kind: 'tag'; readonly source: string; readonly name: string; readonly closing: boolean };

/**
 * What is open at the end of what came so far: `<` alone, `<!`, a tag, a quoted value in one, a comment, or a declaration.
 */
type Mode = 'text' | 'open' | 'bang' | 'tag' | 'quoted' | 'comment' | 'declaration';

/**
 * Splits HTML into texts and tags as it arrives, in any pieces. It knows what bookmark files need: comments, quoted attributes with `>` in
 * them, and that a `<` before no name is text. It looks at every character once, whatever the input.
 */
export class Tokens {
  #mode: Mode = 'text';
  /** The source of the token that is open. */
  #parts: string[] = [];
  #quote = '';
  /** In a tag: the last thing seen was `=`, so that a quote begins a value. In a comment: how it ended so far. */
  #before = '';

  /** The tokens that are complete with this piece. */
  *push(piece: string): Generator<Token> {
    let at = 0;
    while (at < piece.length) {
      const end = this.#step[this.#mode](piece, at);
      const source = piece.slice(at, end);
      at = end;
      if (this.#mode === 'text') yield* this.#finish(source);
      else if (source !== '') this.#parts.push(source);
    }
  }

  /** Whether the file ends in the middle of a tag or comment. */
  get unfinished(): boolean {
    return this.#mode !== 'text';
  }

  *#finish(source: string): Generator<Token> {
    const whole = this.#parts.length === 0 ? source : this.#parts.join('') + source;
    this.#parts = [];
    const token = whole === '' ? undefined : tokenOf(whole);
    if (token !== undefined) yield token;
  }

  /** For each mode: how far the piece belongs to the open token, having set the mode that follows. */
  readonly #step: Readonly<Record<Mode, (piece: string, at: number) => number>> = {
    text: (piece, at) => {
      if (piece[at] !== '<') return orEnd(piece, piece.indexOf('<', at));
      this.#mode = 'open';
      return at + 1;
    },
    open: (piece, at) => {
      const char = piece[at] ?? '';
      this.#before = '';
      if (/[a-z/]/i.test(char)) this.#mode = 'tag';
      else if (char === '!') this.#mode = 'bang';
      else if (char === '?') this.#mode = 'declaration';
      else {
        this.#mode = 'text';
        return at;
      }
      return at + 1;
    },
    bang: (piece, at) => {
      if (piece[at] !== '-') {
        this.#mode = 'declaration';
        return at;
      }
      this.#before += '-';
      if (this.#before === '--') this.#mode = 'comment';
      return at + 1;
    },
    tag: (piece, at) => this.#throughTag(piece, at),
    quoted: (piece, at) => {
      const close = piece.indexOf(this.#quote, at);
      if (close >= 0) this.#mode = 'tag';
      return close < 0 ? piece.length : close + 1;
    },
    comment: (piece, at) => {
      // the two characters before may be the beginning of -->
      const tail = this.#before + piece.slice(at);
      const close = tail.indexOf('-->');
      if (close >= 0) this.#mode = 'text';
      const end = close < 0 ? piece.length : at + close + 3 - this.#before.length;
      this.#before = tail.slice(-2);
      return end;
    },
    declaration: (piece, at) => {
      const close = piece.indexOf('>', at);
      if (close >= 0) this.#mode = 'text';
      return close < 0 ? piece.length : close + 1;
    },
  };

  /** To the first `>` outside quotes; a quote only counts where a value begins. */
  #throughTag(piece: string, from: number): number {
    for (let at = from; at < piece.length; at += 1) {
      const char = piece[at] ?? '';
      if (char === '>') {
        this.#mode = 'text';
        return at + 1;
      }
      if ((char === '"' || char === "'") && this.#before === '=') {
        this.#mode = 'quoted';
        this.#quote = char;
        this.#before = '';
        return at + 1;
      }
      if (!/\s/.test(char)) this.#before = char;
    }
    return piece.length;
  }
}

const orEnd = (piece: string, index: number): number => (index < 0 ? piece.length : index);

const tokenOf = (source: string): Token | undefined => {
  const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(source);
  if (tag) return { kind: 'tag', source, name: (tag[2] ?? '').toLowerCase(), closing: tag[1] === '/' };
  if (/^<!doctype/i.test(source)) return { kind: 'tag', source, name: '!doctype', closing: false };
  return /^<[!/?]/.test(source) ? undefined : { kind: 'text', source };
};
