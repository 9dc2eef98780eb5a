import { type CsvFormat, csvFormats, type Row } from './csv-formats.ts';
import { CsvRows } from './csv-rows.ts';
import { type Link, linkOf, type Read, type Reader } from './link.ts';

/** The header is in the file's first rows, or there is none. */
const maxHeaderLength = 64 * 1024;

/** Reads tables: those of programs that the table of formats names, any other with a column of addresses, and plain lists of addresses. */
export class CsvReader implements Reader {
  readonly #take: (link: Link) => void;
  #head = '';
  #rows: CsvRows | undefined;
  #format: CsvFormat | undefined;
  #columns: readonly string[] = [];
  #isKnown = false;

  constructor(take: (link: Link) => void) {
    this.#take = take;
  }

  push(piece: string): void {
    if (this.#rows) this.#rows.push(piece);
    else {
      this.#head += piece;
      if (/[\r\n]/.test(this.#head.trimStart()) || this.#head.length > maxHeaderLength) this.#begin();
    }
  }

  recognised(): boolean {
    return this.#isKnown;
  }

  end(): Read {
    const complete = this.#begin().end();
    return { recognised: this.#isKnown, complete, format: this.#format?.name ?? 'csv' };
  }

  #begin(): CsvRows {
    if (this.#rows) return this.#rows;
    const head = this.#head.replace(/^\ufeff/, '').trimStart();
    this.#head = '';
    this.#rows = new CsvRows(delimiterOf(head), (cells) => this.#read(cells));
    this.#rows.push(head);
    return this.#rows;
  }

  #read(cells: readonly string[]): void {
    if (!this.#format) this.#readHeader(cells);
    else if (this.#isKnown && cells.some((cell) => cell.trim() !== '')) this.#readRow(cells);
  }

  #readHeader(cells: readonly string[]): void {
    const names = cells.map(columnName);
    this.#format = csvFormats.find(({ columns }) => columns.every((name) => names.includes(name)));
    const address = cells.findIndex((cell) => /^\s*https?:\/\//i.test(cell));
    if (this.#format) this.#columns = names;
    else if (address >= 0) {
      this.#columns = cells.map((_cell, index) =>
        index === address ? 'url' : index === (address === 0 ? 1 : 0) ? 'title' : '',
      );
      this.#format = csvFormats.at(-1);
    }
    this.#isKnown = this.#columns.length > 0;
    if (this.#isKnown && address >= 0) this.#readRow(cells);
    // what is no table of bookmarks is read to its end all the same, and nothing of it is taken
    this.#format ??= csvFormats.at(-1);
  }

  #readRow(cells: readonly string[]): void {
    const byName = new Map<string, string>();
    for (const [index, name] of this.#columns.entries()) if (!byName.has(name)) byName.set(name, cells[index] ?? '');
    const row: Row = (...names) => names.map((name) => byName.get(name) ?? '').find((cell) => cell !== '') ?? '';
    const said = this.#format?.read(row);
    if (said) this.#take(linkOf(said));
  }
}

/** Whether a text begins as a table of bookmarks does: with a header that names a column of addresses, or with an address. */
export const isCsvHead = (head: string): boolean => {
  let found = false;
  const rows = new CsvRows(delimiterOf(head), (cells) => {
    found ||= cells.some((cell) => /^\s*https?:\/\//i.test(cell)) || cells.map(columnName).includes('url');
  });
  rows.push(head.trimStart().split(/[\r\n]/, 1)[0] ?? '');
  rows.end();
  return found;
};

/** The one that splits the first line most often. */
const delimiterOf = (head: string): string => {
  const line = head.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
};

/** Small letters alone, other names of the column with addresses as `url`: `Time Added`, `time_added` and `timeAdded` are one column. */
const columnName = (cell: string): string => {
  const name = cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return ['link', 'href', 'address', 'uri', 'givenurl', 'resolvedurl', 'urlアドレス', 'アドレス', 'リンク'].includes(
    name,
  )
    ? 'url'
    : name;
};
