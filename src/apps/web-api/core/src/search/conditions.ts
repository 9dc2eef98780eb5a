import { folderTerm, pairsOf, siteTerm, tagTerm, termsOf, type Word } from '@bookmark-manager/prisma/derived';
import type { Query, State } from './language/query.ts';
import { join, type Sql, sql } from './sql.ts';

/** How good a hit is: every word in the title (0), in title or tags (1), anywhere (2). */
export type Level = 0 | 1 | 2;
export const levels = [0, 1, 2] as const;

/** A condition on a row of `bookmarks`: one that the index of terms knows all about (a tsquery), or any other. */
export type Condition = { readonly terms: string } | { readonly sql: Sql };

/** The condition of a query, each word of it at least as good as `level`. */
export const conditionOf = (query: Query, level: Level): Condition => {
  switch (query.kind) {
    case 'all':
      return { sql: sql`true` };
    case 'nothing':
      return { sql: sql`false` };
    case 'and':
    case 'or':
      return combined(
        query.kind,
        query.of.map((part) => conditionOf(part, level)),
      );
    case 'not':
      // what must not be must not be anywhere
      return opposite(conditionOf(query.of, 2));
    case 'words':
      return wordsCondition(query.words, query.exact, level);
    case 'tag':
      return { terms: quoted(tagTerm(query.name)) };
    case 'folder':
      return { terms: quoted(folderTerm(query.name)) };
    case 'site':
      return { terms: quoted(siteTerm(query.name)) };
    case 'before':
      return { sql: sql`added_at < ${query.moment.toISOString()}::timestamptz` };
    case 'after':
      return { sql: sql`added_at >= ${query.moment.toISOString()}::timestamptz` };
    case 'is':
      return { sql: stateConditions[query.state] };
  }
};

const stateConditions: Readonly<Record<State, Sql>> = {
  unread: sql`unread`,
  read: sql`NOT unread`,
  archived: sql`archived`,
  untagged: sql`tags = '{}'`,
  broken: sql`check_result = 'broken'`,
  moved: sql`check_result = 'moved'`,
  shared: sql`shared`,
};

/** Conditions joined; those of the index stay one question to it. */
export const combined = (kind: 'and' | 'or', conditions: readonly Condition[]): Condition => {
  const terms = conditions.flatMap((one) => ('terms' in one ? [one.terms] : []));
  const others = conditions.flatMap((one) => ('sql' in one ? [one.sql] : []));
  const asked = terms.map((one) => `(${one})`).join(kind === 'and' ? ' & ' : ' | ');
  if (others.length === 0) return { terms: asked };
  const all = terms.length === 0 ? others : [toSql({ terms: asked }), ...others];
  return { sql: sql`(${join(all, kind === 'and' ? sql` AND ` : sql` OR `)})` };
};

/** What does not meet a condition. */
export const opposite = (condition: Condition): Condition =>
  'terms' in condition ? { terms: `!(${condition.terms})` } : { sql: sql`(${condition.sql}) IS NOT TRUE` };

/** A condition as SQL. */
export const toSql = (condition: Condition): Sql =>
  'terms' in condition ? sql`terms @@ ${condition.terms}::tsquery` : condition.sql;

/** The index knows which terms there are; that they stand side by side is looked up in the plain text. */
const wordsCondition = (words: readonly Word[], exact: boolean, level: Level): Condition => {
  const terms = words.flatMap((word, at) => wordTerms(word, exact || at < words.length - 1, level));
  const found: Condition = { terms: terms.join(' & ') };
  const needle = needleOf(words, exact);
  return needle === undefined ? found : combined('and', [found, { sql: sql`strpos(search, ${needle}) > 0` }]);
};

/** A spaced word of one letter is only ever whole: half of all words begin with any letter. */
const wordTerms = (word: Word, whole: boolean, level: Level): readonly string[] => {
  const [first = ''] = termsOf(word);
  if (word.spaced) return [atLevel(first, !whole && word.text.length > 1, level)];
  const pairs = pairsOf(word.text);
  return pairs.length === 0 ? [atLevel(first, true, level)] : pairs.map((pair) => atLevel(pair, false, level));
};

const atLevel = (term: string, isBeginning: boolean, level: Level): string => {
  const marked = (mark: string) => `${quoted(mark + term)}${isBeginning ? ':*' : ''}`;
  const forms: Readonly<Record<Level, string>> = {
    0: marked('^'),
    1: `(${marked('^')} | ${marked('~')})`,
    2: marked(''),
  };
  return forms[level];
};

/** What the plain text must hold besides the terms; nothing where the terms say it all. */
export const needleOf = (words: readonly Word[], exact: boolean): string | undefined => {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  if (words.length === 1 && (first.spaced || pairsOf(first.text).length < 2)) return undefined;
  const text = words.map((word) => word.text).join(' ');
  return `${first.spaced ? ' ' : ''}${text}${last.spaced && exact ? ' ' : ''}`;
};

/** A term as a tsquery takes it literally. */
const quoted = (term: string): string => `'${term.replace(/[\\']/g, '$&$&')}'`;
