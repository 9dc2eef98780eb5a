import { en, type NoticeKey, type ProblemKey } from './messages/index.ts';

export { pageWith } from './page-with.ts';

/** A page's query as Next.js hands it over. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** One value of a query; the first when it is there several times. */
export const one = (query: Query, name: string): string => {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
};

/** What a form's answer asked the page to say; anything else that stands in the address is not said. */
export const outcomeOf = (query: Query): { readonly notice?: NoticeKey; readonly problem?: ProblemKey } => {
  const notice = one(query, 'notice');
  const problem = one(query, 'problem');
  return {
    ...(isKey(en.notices, notice) ? { notice } : {}),
    ...(isKey(en.problems, problem) ? { problem } : {}),
  };
};

const isKey = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);
