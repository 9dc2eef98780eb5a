import { formatOf, type Item, isFolder, type JsonFormat, nameOf, textOf } from './json-formats.ts';
import { JsonTokens } from './json-tokens.ts';
import { type Link, linkOf, type Read, type Reader } from './link.ts';

/** Lists whose entries are bookmarks or folders of them; entries of any other list belong to what it lies in. */
const lists = new Set([
  'children',
  'bookmarks',
  'links',
  'items',
  'results',
  'data',
  'list',
  'collections',
  'entries',
  'articles',
]);

/** Entries of a list that a bookmark itself has, at most. */
const maxEntries = 1000;

/** What is open: an object or a list, with what it holds so far. An `item` is a bookmark, a folder, or the whole. */
type Frame = {
  readonly held: Map<string, unknown> | unknown[];
  readonly isItem: boolean;
  readonly isList: boolean;
  readonly above: Frame | undefined;
  /** Its folder: the nearest item around it. */
  readonly folder: Frame | undefined;
  isClosed: boolean;
  /** It has a list of bookmarks or folders. */
  isFolder: boolean;
  place: Place | undefined;
};

/** The path of the folders around an item; or, in Firefox's folder of tags, the tag that it has. */
type Place = { readonly path: readonly string[]; readonly tag?: string };

type Waiting = { readonly item: Item; readonly format: JsonFormat | undefined; readonly folder: Frame | undefined };

/** Reads JSON files of bookmarks, trees and lists, whichever program wrote them; holds a link only until the names of its folders are known. */
export class JsonReader implements Reader {
  readonly #take: (link: Link) => void;
  readonly #tokens: JsonTokens;
  #top: Frame | undefined;
  #key = '';
  #waiting: Waiting[] = [];
  #format: string | undefined;
  #isKnown = false;

  constructor(take: (link: Link) => void) {
    this.#take = take;
    this.#tokens = new JsonTokens({
      open: (kind) => this.#open(kind),
      close: () => this.#close(),
      key: (name) => {
        this.#key = name;
      },
      value: (value) => this.#hold(value),
    });
  }

  push(piece: string): void {
    this.#tokens.push(piece);
  }

  recognised(): boolean {
    return this.#isKnown;
  }

  end(): Read {
    const complete = this.#tokens.end();
    this.#flush();
    return { recognised: this.#isKnown, complete, format: this.#format ?? 'json' };
  }

  #open(kind: 'object' | 'array'): void {
    const above = this.#top;
    const isInside = above !== undefined;
    const isList = kind === 'array' && (!isInside || (above.isItem && lists.has(this.#key)));
    // Chrome's `roots` is an object whose entries are folders
    const isItem =
      kind === 'object' && (!isInside || above.isList || (above.isItem && this.#key === 'roots') || isRoots(above));
    const folder = above?.isItem ? above : above?.folder;
    const held = kind === 'object' ? new Map<string, unknown>() : [];
    if (isInside && !isItem && !isList) this.#hold(held);
    if (isInside && isList) above.isFolder = true;
    if (isItem && this.#key === 'roots') (held as Map<string, unknown>).set(rootsMark, true);
    if (isInside && isItem && isRoots(above)) this.#isKnown = true;
    this.#top = { held, isItem, isList, above, folder, isClosed: false, isFolder: false, place: undefined };
    this.#key = '';
  }

  #close(): void {
    const frame = this.#top;
    if (!frame) return;
    frame.isClosed = true;
    this.#top = frame.above;
    if (frame.isItem && frame.held instanceof Map) this.#finish(frame.held, frame);
  }

  #hold(value: unknown): void {
    const held = this.#top?.held;
    if (held instanceof Map) {
      if (held.size < maxEntries) held.set(this.#key, value);
    } else if (held && !this.#top?.isList && held.length < maxEntries) held.push(value);
  }

  #finish(item: Item, frame: Frame): void {
    const format = formatOf(item);
    const hasList = frame.isFolder || isFolder(item);
    const hasNothing = !format && (hasList || frame.above === undefined || textOf(item, 'title', 'name') === '');
    if (isFolder(item)) this.#isKnown = true;
    if (format) {
      this.#isKnown = true;
      this.#format ??= format.name;
    }
    if (!hasNothing) this.#waiting.push({ item, format, folder: frame.folder });
    if (isSettled(frame.folder)) this.#flush();
  }

  #flush(): void {
    for (const { item, format, folder } of this.#waiting) {
      const said = format?.read(item) ?? { title: textOf(item, 'title', 'name') };
      const { path, tag } = placeOf(folder);
      const folders = said.folders ?? (path.length > 0 ? [path] : []);
      this.#take(
        linkOf({ ...said, folders, ...(tag === undefined ? {} : { tags: [tag], folders: [], addedAt: null }) }),
      );
    }
    this.#waiting = [];
  }
}

const rootsMark = '\0roots';
const isRoots = (frame: Frame): boolean => frame.held instanceof Map && frame.held.has(rootsMark);

/** Whether the names of all folders are known: a folder's name may come after what it holds. */
const isSettled = (folder: Frame | undefined): boolean => {
  for (let one = folder; one?.above; one = one.folder)
    if (!one.isClosed && nameOf(one.held) === undefined && !isRoots(one)) return false;
  return true;
};

const placeOf = (folder: Frame | undefined): Place => {
  // the outermost item is the file itself: its name is no folder's
  if (!folder?.above) return { path: [] };
  folder.place ??= placeIn(placeOf(folder.folder), folder.held);
  return folder.place;
};

const placeIn = (around: Place, held: Frame['held']): Place => {
  const name = nameOf(held) ?? '';
  if (around.tag !== undefined) return { ...around, tag: name };
  if (held instanceof Map && held.get('root') === 'tagsFolder') return { path: [], tag: '' };
  return { path: [...around.path, name] };
};
