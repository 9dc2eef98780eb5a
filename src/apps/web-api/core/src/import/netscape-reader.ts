import { decodeHTML } from 'entities';
import { attributes } from './attributes.ts';
import { readDate } from './dates.ts';
import { type Token, Tokens } from './tokens.ts';

/** A link as the file has it; its address is not judged yet. */
export type Link = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** The path of the folder that it lies in, from the top. */
  readonly folder: readonly string[];
  readonly addedAt: Date | null;
};

type Draft = { -readonly [Key in keyof Link]: Link[Key] };

/** Reads the format that every browser exports (`NETSCAPE-Bookmark-file-1`), in any pieces, and hands each link on when it is complete. */
export class NetscapeReader {
  readonly #take: (link: Link) => void;
  readonly #tokens = new Tokens();
  /** Names of the open folders; undefined for a list that no heading named. */
  readonly #open: (string | undefined)[] = [];
  #heading: string | undefined;
  #link: Draft | undefined;
  /** What the text that comes now belongs to. */
  #into: 'title' | 'heading' | 'description' | 'folder-description' | undefined;
  #text: string[] = [];
  #known = false;
  #lists = false;

  constructor(take: (link: Link) => void) {
    this.#take = take;
  }

  push(piece: string): void {
    for (const token of this.#tokens.push(piece)) this.#read(token);
  }

  /** Hands on what is still open. `recognised`: it is a bookmarks file at all. `complete`: it does not end in the middle of something. */
  end(): { readonly recognised: boolean; readonly complete: boolean } {
    const complete = !this.#tokens.unfinished && this.#into !== 'title' && this.#into !== 'heading';
    this.#finishText();
    this.#finishLink();
    return { recognised: this.#known, complete: complete && !(this.#lists && this.#open.length > 0) };
  }

  #read(token: Token): void {
    if (token.kind === 'text') {
      if (this.#into !== undefined) this.#text.push(token.source);
      return;
    }
    const handle = handlers[token.closing ? `/${token.name}` : token.name];
    const describing = this.#into === 'description' || this.#into === 'folder-description';
    // markup inside a description, links too, is part of its text
    if (describing && !endsDescription.has(token.name)) this.#text.push(token.source);
    else handle?.(this.#actions, token);
  }

  readonly #actions = {
    beginLink: (token: Token) => {
      this.#finishText();
      this.#finishLink();
      const {
        href = '',
        tags = '',
        add_date,
        description = '',
      } = attributes(token.source, ['href', 'tags', 'add_date', 'description']);
      this.#link = {
        url: clean(href),
        title: '',
        description: clean(description),
        tags: splitTags(tags),
        folder: this.#path(),
        addedAt: readDate(add_date),
      };
      this.#into = 'title';
      if (this.#lists) this.#known = true;
    },
    beginHeading: () => {
      this.#finishText();
      this.#finishLink();
      this.#into = 'heading';
      this.#known = true;
    },
    endText: () => this.#finishText(),
    beginItem: () => {
      this.#finishText();
      this.#finishLink();
      this.#lists = true;
    },
    beginDescription: () => {
      this.#finishText();
      this.#into = this.#link === undefined ? 'folder-description' : 'description';
    },
    beginList: () => {
      this.#finishText();
      this.#finishLink();
      this.#open.push(this.#heading);
      this.#heading = undefined;
      this.#lists = true;
    },
    endList: () => {
      this.#finishText();
      this.#finishLink();
      this.#open.pop();
      this.#heading = undefined;
    },
    doctype: (token: Token) => {
      if (/netscape-bookmark/i.test(token.source)) this.#known = true;
    },
  };

  #finishText(): void {
    const text = this.#into === undefined ? '' : clean(decodeHTML(this.#text.join('')));
    if (this.#into === 'heading') this.#heading = inOneLine(text);
    if (this.#into === 'title' && this.#link) this.#link.title = inOneLine(text);
    if (this.#into === 'description' && this.#link && text !== '') this.#link.description = text;
    this.#into = undefined;
    this.#text = [];
  }

  #finishLink(): void {
    if (this.#link) this.#take(this.#link);
    this.#link = undefined;
  }

  #path(): readonly string[] {
    return this.#open.filter((name) => name !== undefined && name !== '') as string[];
  }
}

type Actions = Readonly<Record<'beginLink' | 'doctype', (token: Token) => void>> &
  Readonly<Record<'beginHeading' | 'endText' | 'beginItem' | 'beginDescription' | 'beginList' | 'endList', () => void>>;

const handlers: Readonly<Record<string, (actions: Actions, token: Token) => void>> = {
  '!doctype': (actions, token) => actions.doctype(token),
  a: (actions, token) => actions.beginLink(token),
  '/a': (actions) => actions.endText(),
  h3: (actions) => actions.beginHeading(),
  '/h3': (actions) => actions.endText(),
  dt: (actions) => actions.beginItem(),
  hr: (actions) => actions.beginItem(),
  dd: (actions) => actions.beginDescription(),
  '/dd': (actions) => actions.endText(),
  dl: (actions) => actions.beginList(),
  '/dl': (actions) => actions.endList(),
};

const endsDescription = new Set(['dt', 'dd', 'dl', 'h3', 'hr']);

const splitTags = (written: string): readonly string[] => [...new Set(written.split(',').map(clean).filter(Boolean))];

/** As a browser shows it: a line end or several spaces are one space. */
const inOneLine = (text: string): string => text.replace(/[ \t\n\f\r]+/g, ' ');

/**
 * Without white space around it and what PostgreSQL's text cannot hold. It is a copy on purpose: a part of a string keeps the whole string in
 * memory, here the piece of the file with all its icons.
 */
const clean = (text: string): string => Buffer.from(text.replaceAll('\0', '').trim()).toString();
