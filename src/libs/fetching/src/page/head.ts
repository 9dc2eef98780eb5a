import { Parser } from 'htmlparser2';

/** What the head of a page says, as it is written there: addresses not resolved, texts not chosen among. */
export type Head = {
  readonly title: string | undefined;
  readonly language: string | undefined;
  readonly base: string | undefined;
  /** By name or property, in lower case; the first of a name that says anything. */
  readonly metas: ReadonlyMap<string, string>;
  readonly links: readonly {
    readonly rel: string;
    readonly href: string;
    readonly sizes: string;
    readonly type: string;
  }[];
};

/** No page has that much before its body; what comes after is not read. */
const MAX_CHARACTERS = 1024 * 1024;
const MAX_LINKS = 100;
const MAX_TEXT = 20_000;

/** Reads a page to the end of its head and no further: the rest is never asked for. */
export const readHead = async (text: AsyncIterable<string> | Iterable<string>): Promise<Head> => {
  const { parser, head, isOver } = reader();
  let read = 0;
  for await (const piece of text) {
    parser.write(piece.slice(0, MAX_CHARACTERS - read));
    read += piece.length;
    if (isOver() || read >= MAX_CHARACTERS) break;
  }
  parser.end();
  return head();
};

const reader = () => {
  const metas = new Map<string, string>();
  const links: Head['links'][number][] = [];
  let [title, language, base]: (string | undefined)[] = [];
  let inTitle = false;
  let depthOfSvg = 0;
  let over = false;
  const on: Readonly<Record<string, (given: Attributes) => void>> = {
    html: ({ lang, 'xml:lang': xml }) => {
      language ??= lang ?? xml;
    },
    base: ({ href }) => {
      base ??= href;
    },
    title: () => {
      inTitle = title === undefined && depthOfSvg === 0;
      if (inTitle) title = '';
    },
    meta: ({ name, property, 'http-equiv': equiv, content = '' }) => {
      const key = (property ?? name ?? (equiv && `http-${equiv}`) ?? '').trim().toLowerCase();
      if (key !== '' && content.trim() !== '' && !metas.get(key)) metas.set(key, content.slice(0, MAX_TEXT));
    },
    link: ({ rel, href, sizes = '', type = '' }) => {
      if (rel && href && links.length < MAX_LINKS) links.push({ rel: rel.toLowerCase(), href, sizes, type });
    },
    svg: () => {
      depthOfSvg += 1;
    },
    body: () => {
      over = true;
    },
  };
  const parser = new Parser({
    onopentag: (name, given) => {
      if (!over && Object.hasOwn(on, name)) on[name]?.(given);
    },
    ontext: (piece) => {
      if (inTitle && title !== undefined && title.length < MAX_TEXT) title += piece;
    },
    onclosetag: (name) => {
      if (name === 'title') inTitle = false;
      if (name === 'svg') depthOfSvg -= 1;
      // a page without either ends by itself
      if (name === 'head') over = true;
    },
  });
  return { parser, isOver: () => over, head: (): Head => ({ title, language, base, metas, links }) };
};

type Attributes = Readonly<Record<string, string | undefined>>;
