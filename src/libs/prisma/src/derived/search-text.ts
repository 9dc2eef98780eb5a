/** What of a bookmark the search box looks through. */
export type Searchable = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
};

/** The one folded text that is kept beside a bookmark. */
export const searchText = ({ url, title, description, tags }: Searchable): string =>
  fold([title, url, description, tags.join(' ')].join('\n'));

/** The words of a query, folded the same way, each once. */
export const searchWords = (query: string): readonly string[] =>
  [...new Set(fold(query).split(/\s+/).filter(Boolean))].slice(0, 10);

/** A word as LIKE takes it literally. */
export const literal = (word: string): string => word.replace(/[\\%_]/g, '\\$&');

/** Wide and narrow forms, and cases, are the same: ＡＢＣ finds abc, ｶﾅ finds カナ. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
