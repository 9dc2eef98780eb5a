import { maxQueryLength } from '@bookmark-manager/contract';
import { fold, readableUrl, wordsOf } from '@bookmark-manager/prisma/derived';
import { type Query, QueryError } from './query.ts';
import { type Token, tokensOf } from './tokens.ts';
import { readKey } from './values.ts';

/** Parts of a query, and how deep parentheses and negations go: both cost the database. */
const [mostParts, mostDepth] = [60, 20];

/**
 * Reads a query: words that must all be there, "phrases", `#tag`, `in:folder`, `site:`, `before:`, `after:`, `is:`, `-` before what must not be,
 * `or` between two of which one is enough, and parentheses.
 * @throws QueryError with the place, and nothing else
 */
export const parseQuery = (text: string): Query => {
  if (text.length > maxQueryLength)
    throw new QueryError(`A search has ${maxQueryLength} characters at most`, {
      from: maxQueryLength,
      to: text.length,
    });
  const parser = new Parser([...tokensOf(text)], text.length);
  const query = parser.whole();
  return text.trim() === '' ? { kind: 'all' } : query;
};

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #at = 0;

  constructor(tokens: readonly Token[], end: number) {
    const tooMany = tokens[mostParts];
    if (tooMany) throw new QueryError(`A search has ${mostParts} parts at most`, { from: tooMany.from, to: end });
    this.#tokens = tokens;
    this.#end = end;
  }

  whole(): Query {
    const query = this.#either(0);
    const rest = this.#next();
    if (rest) throw new QueryError('There is no parenthesis that this one closes', rest);
    return query;
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(kind: Token['kind']): Token | undefined {
    const token = this.#next();
    if (token?.kind !== kind) return undefined;
    this.#at += 1;
    return token;
  }

  #either(depth: number): Query {
    const some: Query[] = [];
    for (;;) {
      const begin = this.#at;
      some.push(this.#all(depth));
      const [before, or] = [this.#tokens[begin - 1], this.#take('or')];
      const lonely =
        this.#at === begin + (or ? 1 : 0) ? (or ?? (before?.kind === 'or' ? before : undefined)) : undefined;
      if (lonely) throw new QueryError('or needs something on both sides; in quotes it is a word', lonely);
      if (!or) return joined('or', some);
    }
  }

  #all(depth: number): Query {
    const every: Query[] = [];
    for (let token = this.#next(); token && token.kind !== 'close' && token.kind !== 'or'; token = this.#next()) {
      if (this.#take('and')) continue;
      every.push(this.#one(token, depth));
    }
    return joined('and', every);
  }

  #one(token: Token, depth: number): Query {
    if (depth >= mostDepth) throw new QueryError(`Nothing is nested deeper than ${mostDepth} levels`, token);
    this.#at += 1;
    switch (token.kind) {
      case 'open': {
        const inner = this.#either(depth + 1);
        if (!this.#take('close')) throw new QueryError('The parenthesis that opens here is not closed', token);
        return inner;
      }
      case 'not': {
        const next = this.#next();
        if (next === undefined || next.kind === 'close' || next.kind === 'or' || next.kind === 'and')
          throw new QueryError('There is nothing after this that could be left out', {
            from: token.from,
            to: this.#end,
          });
        return negated(this.#one(next, depth + 1));
      }
      case 'key':
        return readKey(token);
      case 'phrase':
        return words(token.text, true);
      case 'word':
        return words(/^https?:\/\//i.test(token.text) ? readableUrl(token.text) : token.text, false);
      default:
        throw new QueryError('This cannot stand here', token);
    }
  }
}

/** What holds no letter, figure or picture finds nothing, and beside other words it is left out. */
const words = (text: string, exact: boolean): Query => {
  const found = wordsOf(fold(text));
  return found.length === 0 ? { kind: 'nothing' } : { kind: 'words', words: found, exact };
};

const joined = (kind: 'and' | 'or', parts: readonly Query[]): Query => {
  const of = parts.filter((part) => part.kind !== 'nothing');
  const [first] = of;
  if (first === undefined) return { kind: 'nothing' };
  return of.length === 1 ? first : { kind, of };
};

const negated = (of: Query): Query => (of.kind === 'nothing' ? of : { kind: 'not', of });
