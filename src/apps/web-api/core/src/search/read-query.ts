import { ProblemError } from '../http/problem-error.ts';
import { parseQuery } from './language/parse.ts';
import { type Query, QueryError } from './language/query.ts';

/**
 * A query as it came over the wire.
 * @throws ProblemError with the place that cannot be read
 */
export const readQuery = (text: string): Query => {
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const { message, from, to } = error;
    throw new ProblemError('unreadable-query', message, [{ path: 'q', message, from, to }]);
  }
};
