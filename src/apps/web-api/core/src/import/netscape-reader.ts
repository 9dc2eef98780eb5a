import { decodeHTML } from 'entities';
import { attributes } from './attributes.ts';
import { clean, inOneLine, type Link, linkOf, type Read, type Reader, type Said } from './link.ts';
import { describedBy, linkAttributes, postAttributes, saidByAttributes, saidByPost } from './netscape-links.ts';
import { type Token, Tokens } from './tokens.ts';

/** Lists inside each other that are told apart; deeper ones lie in the last of them. */
const maxOpen = 100;

type Draft = { -readonly [Key in keyof Said]: Said[Key] };

/**
 * Reads the format that every browser exports (`NETSCAPE-Bookmark-file-1`) with what other programs add to it, the lists that Pocket and
 * Instapaper export as HTML, and Pinboard's XML.
 */
export class NetscapeReader implements Reader {
  readonly #take: (link: Link) => void;
  readonly #tokens = new Tokens();
  /** Names of the open folders; undefined for a list that no heading named. */
  readonly #open: (string | undefined)[] = [];
  /** Open lists beyond those: each has an end of its own. */
  #deeper = 0;
  #path: readonly string[] | undefined;
  #heading: string | undefined;
  /** Our own export says here what white space a name has that no heading shows. */
  #wholeName: string | undefined;
  #link: Draft | undefined;
  /** What the text that comes now belongs to. */
  #into: 'title' | 'heading' | 'section' | 'page' | 'description' | 'folder-description' | undefined;
  #text: string[] = [];
  #known = false;
  #format = 'netscape-html';
  /** The heading before a list of Pocket or Instapaper. */
  #section = '';
  #lists = false;

  constructor(take: (link: Link) => void) {
    this.#take = take;
  }

  push(piece: string): void {
    for (const token of this.#tokens.push(piece)) this.#read(token);
  }

  recognised(): boolean {
    return this.#known;
  }

  end(): Read {
    const complete = !this.#tokens.unfinished && this.#into !== 'title' && this.#into !== 'heading';
    this.#finishText();
    this.#finishLink();
    return {
      recognised: this.#known,
      complete: complete && !(this.#lists && this.#open.length > 0),
      format: this.#format,
    };
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
      const said = attributes(token.source, linkAttributes);
      if (said.time_added !== undefined) this.#listsOf('pocket-html');
      this.#link = { ...saidByAttributes(said), ...this.#place() };
      this.#into = 'title';
      if (this.#lists) this.#known = true;
    },
    wholeLink: (token: Token) => {
      this.#finishLink();
      this.#known = true;
      this.#format = 'pinboard-xml';
      this.#take(linkOf(saidByPost(attributes(token.source, postAttributes))));
    },
    beginSection: () => {
      this.#finishText();
      this.#finishLink();
      this.#into = 'section';
    },
    beginHeading: (token: Token) => {
      this.#finishText();
      this.#finishLink();
      this.#wholeName = attributes(token.source, ['wholename']).wholename;
      this.#into = 'heading';
      this.#known = true;
    },
    beginPage: () => {
      this.#finishText();
      this.#into = 'page';
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
      if (this.#open.length >= maxOpen) this.#deeper += 1;
      else this.#open.push(this.#heading);
      this.#path = undefined;
      this.#heading = undefined;
      this.#lists = true;
    },
    endList: () => {
      this.#finishText();
      this.#finishLink();
      if (this.#deeper > 0) this.#deeper -= 1;
      else this.#open.pop();
      this.#path = undefined;
      this.#heading = undefined;
    },
    doctype: (token: Token) => {
      if (/netscape-bookmark/i.test(token.source)) this.#known = true;
    },
  };

  #finishText(): void {
    const into = this.#into;
    if (into === undefined) return;
    const source = this.#text.join('');
    const decoded = source.includes('&') ? decodeHTML(source) : source;
    this.#into = undefined;
    this.#text = [];
    if (into === 'description' && this.#link) Object.assign(this.#link, describedBy(decoded));
    if (into === 'description' || into === 'folder-description') return;
    const text = inOneLine(clean(decoded));
    if (into === 'heading') this.#heading = this.#wholeName ?? text;
    if (into === 'title' && this.#link) this.#link.title ??= text;
    if (into === 'section') this.#section = text;
    const program = into === 'page' ? /^(instapaper|pocket)\b/i.exec(text)?.[1] : undefined;
    if (program) this.#listsOf(`${program.toLowerCase()}-html`);
  }

  #finishLink(): void {
    if (this.#link) this.#take(linkOf(this.#link));
    this.#link = undefined;
  }

  #listsOf(format: string): void {
    this.#format = format;
    this.#known = true;
  }

  /** Where a link lies: in the folders that are open, or in a list of Pocket or Instapaper under its heading. */
  #place(): Said {
    this.#path ??= this.#open.filter((name) => name !== undefined && name !== '') as string[];
    const path = this.#path;
    if (path.length > 0 || this.#format === 'netscape-html') return { folders: [path] };
    const isOurs = /^(unread|read archive|archive|starred|home|liked)?$/i.test(this.#section);
    return { folders: isOurs ? [] : [[this.#section]], archived: /archive$/i.test(this.#section) };
  }
}

type Actions = Readonly<Record<'beginLink' | 'wholeLink' | 'beginHeading' | 'doctype', (token: Token) => void>> &
  Readonly<
    Record<
      'beginSection' | 'beginPage' | 'endText' | 'beginItem' | 'beginDescription' | 'beginList' | 'endList',
      () => void
    >
  >;

const handlers: Readonly<Record<string, (actions: Actions, token: Token) => void>> = {
  '!doctype': (actions, token) => actions.doctype(token),
  a: (actions, token) => actions.beginLink(token),
  '/a': (actions) => actions.endText(),
  post: (actions, token) => actions.wholeLink(token),
  title: (actions) => actions.beginPage(),
  '/title': (actions) => actions.endText(),
  h1: (actions) => actions.beginSection(),
  '/h1': (actions) => actions.endText(),
  h3: (actions, token) => actions.beginHeading(token),
  '/h3': (actions) => actions.endText(),
  dt: (actions) => actions.beginItem(),
  hr: (actions) => actions.beginItem(),
  dd: (actions) => actions.beginDescription(),
  '/dd': (actions) => actions.endText(),
  dl: (actions) => actions.beginList(),
  '/dl': (actions) => actions.endList(),
};

const endsDescription = new Set(['dt', 'dd', 'dl', 'h3', 'hr']);
