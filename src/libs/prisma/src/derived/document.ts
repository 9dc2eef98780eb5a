import { domainToUnicode } from 'node:url';
import { fold } from './fold.ts';
import { humpTerms, termsOf, type Word, wordsOf } from './words.ts';

/** What of a bookmark the search looks through. */
export type Searchable = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes?: string;
  readonly tags: readonly string[];
  readonly folders?: readonly (readonly string[])[];
};

/** Counts the rules: rows that were made by older ones are made anew when the API starts. */
export const searchVersion = 1;

/**
 * All that is stored for the search, as one text: version, plain text and terms. The database's trigger takes it apart, so that whoever
 * writes a bookmark writes one column (`search`) and no writer can forget a part.
 */
export const searchText = (content: Searchable): string => {
  const fields = fieldsOf(content);
  return [searchVersion, plainText(fields), indexTerms(content, fields).join(unitSeparator)].join(recordSeparator);
};

const [recordSeparator, unitSeparator] = ['\x1e', '\x1f'];

/** Longest plain text, and most terms, of one bookmark: an index entry costs time and room, and nobody looks for word 5,001. */
const [mostText, mostTerms] = [60_000, 5_000];

/** The mark of its terms, see `indexTerms`; its words; the terms that its text has besides. */
type Field = { readonly mark: string; readonly words: readonly Word[]; readonly more: readonly string[] };

const fieldsOf = ({ title, tags, url, description, notes = '' }: Searchable): readonly Field[] => [
  field('^', title),
  ...tags.map((tag) => field('~', tag)),
  field('', description),
  field('', notes),
  field('', readableUrl(url)),
];

const field = (mark: string, whole: string): Field => {
  const text = whole.slice(0, mostText);
  return { mark, words: wordsOf(fold(text)), more: humpTerms(text) };
};

/** The words of each field, one field a line, a space before and after each word: what phrases are looked for in. */
const plainText = (fields: readonly Field[]): string =>
  fields
    .map(({ words }) => (words.length === 0 ? '' : ` ${words.map(({ text }) => text).join(' ')} `))
    .join('\n')
    .slice(0, mostText)
    .toWellFormed();

/**
 * The terms of the index. A word is itself; besides, `^word` if it is in the title, `~word` if in a tag and not in the title: so the index alone
 * knows how good a hit is. `#tag`, `@site` with each site above it, `/folder`.
 */
const indexTerms = ({ tags, url, folders = [] }: Searchable, fields: readonly Field[]): readonly string[] => {
  const terms = new Set<string>([...tags.map(tagTerm), ...siteTerms(url), ...folders.flatMap(folderTerms)]);
  for (const { mark, words, more } of fields) {
    for (const term of [...words.flatMap(termsOf), ...more]) {
      if (terms.has(term)) continue;
      if (terms.size >= mostTerms) return [...terms];
      terms.add(term);
      if (mark !== '') terms.add(mark + term);
    }
  }
  return [...terms];
};

/** The term of a tag. */
export const tagTerm = (tag: string): string => `#${name(tag)}`;

/** The term of a folder that is asked for: `Work/Japan` anywhere in a path, `/Work/Japan` from the top. */
export const folderTerm = (asked: string): string => {
  const path = asked.split('/').filter((part, at) => at === 0 || part.trim() !== '');
  return `/${path.map(name).join('/')}`;
};

/** The site that is asked for; an address will do. */
export const siteTerm = (asked: string): string => `@${hostOf(asked.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''))}`;

const name = (text: string): string => cut(wordless(fold(text.slice(0, 1000))));
const cut = (text: string): string => text.slice(0, 200).toWellFormed();
const wordless = (folded: string): string => folded.replace(/[\p{Cc}\s]+/gu, ' ').trim();

/** Every run of folders in the path, so that one is found by its own name and by the names above it. */
const folderTerms = (path: readonly string[]): readonly string[] => {
  const names = path
    .flatMap((part) => part.split('/'))
    .map(name)
    .filter(Boolean)
    .slice(0, 20);
  const from = (at: number) => names.slice(at).map((_, length) => `/${names.slice(at, at + length + 1).join('/')}`);
  return [...names.flatMap((_, at) => from(at)), ...from(0).map((term) => `/${term}`)];
};

const siteTerms = (url: string): readonly string[] => {
  const host = hostOf(url.replace(/^[^:]*:\/\//, ''));
  const labels = host.split('.');
  return host === '' ? [] : labels.slice(-8).map((_, at, last) => `@${last.slice(at).join('.')}`);
};

const hostOf = (withoutScheme: string): string => {
  const asked = `http://${withoutScheme}`;
  return URL.canParse(asked) ? cut(new URL(asked).hostname.replace(/^www\./, '')) : '';
};

/** An address as people read it: without scheme and www., its escapes and foreign letters written out. */
export const readableUrl = (url: string): string => {
  const [host = '', ...path] = url.replace(/^https?:\/\/(www\.)?/i, '').split('/');
  const rest = path.length === 0 ? '' : `/${path.join('/')}`;
  return `${host.includes('xn--') ? domainToUnicode(host) || host : host}${unescaped(rest)}`;
};

const unescaped = (text: string): string =>
  text.replace(/(%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
