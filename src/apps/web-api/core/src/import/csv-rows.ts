/** Longest cell that is kept, in UTF-16 units; longer ones are cut, so that one forgotten quote does not fill the memory. */
const maxCellLength = 64 * 1024;

/** Cells of a row at most. */
const maxCells = 200;

/**
 * Splits CSV into rows as it arrives, in any pieces: quoted cells with line ends in them, doubled quotes, CR, LF or both. A quote in the middle
 * of a cell is a character of it. It looks at every character once, whatever the input.
 */
export class CsvRows {
  readonly #take: (cells: readonly string[]) => void;
  readonly #plain: RegExp;
  readonly #delimiter: string;
  #row: string[] = [];
  #cell = '';
  /** `start`: nothing of the cell was seen. `quote`: after a quote in a quoted cell, which ends it or is doubled. */
  #mode: 'start' | 'plain' | 'quoted' | 'quote' = 'start';
  #afterReturn = false;

  constructor(delimiter: string, take: (cells: readonly string[]) => void) {
    this.#delimiter = delimiter;
    this.#take = take;
    this.#plain = new RegExp(`[^${delimiter}\\r\\n]*`, 'y');
  }

  push(piece: string): void {
    let at = 0;
    while (at < piece.length) {
      const char = piece[at] ?? '';
      if (this.#mode === 'quoted') at = this.#quoted(piece, at);
      else if (this.#mode === 'start' && char === '"') {
        this.#mode = 'quoted';
        this.#afterReturn = false;
        at += 1;
      } else if (this.#mode === 'quote' && !this.#endsCell(char)) {
        // doubled, or one that somebody forgot to double: `"a "b" c"`
        this.#keep(char === '"' ? '"' : `"${char}`);
        this.#mode = 'quoted';
        at += 1;
      } else if (this.#endsCell(char)) at = this.#end(char, at);
      else at = this.#text(piece, at);
    }
  }

  /** Hands on the row that is still open. @returns whether the last cell's quotes are closed */
  end(): boolean {
    const complete = this.#mode !== 'quoted';
    this.#finishRow();
    return complete;
  }

  #endsCell(char: string): boolean {
    return char === this.#delimiter || char === '\n' || char === '\r';
  }

  #end(char: string, at: number): number {
    const isSecondHalf = char === '\n' && this.#afterReturn;
    this.#afterReturn = char === '\r';
    if (char === this.#delimiter) this.#finishCell();
    else if (!isSecondHalf) this.#finishRow();
    return at + 1;
  }

  #quoted(piece: string, at: number): number {
    const quote = piece.indexOf('"', at);
    const end = quote === -1 ? piece.length : quote;
    this.#keep(piece.slice(at, end));
    if (quote !== -1) this.#mode = 'quote';
    return quote === -1 ? end : end + 1;
  }

  #text(piece: string, at: number): number {
    this.#plain.lastIndex = at;
    this.#plain.test(piece);
    const end = Math.max(this.#plain.lastIndex, at + 1);
    this.#keep(piece.slice(at, end));
    this.#mode = 'plain';
    this.#afterReturn = false;
    return end;
  }

  #keep(text: string): void {
    if (this.#cell.length < maxCellLength) this.#cell += text.slice(0, maxCellLength - this.#cell.length);
  }

  #finishCell(): void {
    if (this.#row.length < maxCells) this.#row.push(this.#cell);
    this.#cell = '';
    this.#mode = 'start';
  }

  #finishRow(): void {
    const isEmpty = this.#row.length === 0 && this.#cell === '' && this.#mode === 'start';
    this.#finishCell();
    const row = this.#row;
    this.#row = [];
    if (!isEmpty) this.#take(row);
  }
}
