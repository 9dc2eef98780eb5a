import type { NoticeKey, ProblemKey } from '../messages/index.ts';

/** After a form: back to a page, which says how it went. */
export const seeOther = (path: string, query: Readonly<Record<string, string>> = {}): Response => {
  const search = new URLSearchParams(query).toString();
  const location = search === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${search}`;
  return new Response(null, { status: 303, headers: { location } });
};

/** An answer with cookies that the browser is to keep. */
export const keeping = (cookies: readonly string[], answer: Response): Response => {
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie);
  return answer;
};

/** Back with a message that something was done. */
export const withNotice = (path: string, notice: NoticeKey): Response => seeOther(path, { notice });

/** Back with a message that something was not done, and what was typed. */
export const withProblem = (
  path: string,
  problem: ProblemKey,
  typed: Readonly<Record<string, string>> = {},
): Response => seeOther(path, { problem, ...typed });

/** To the sign-in page, and from there back. */
export const toSignIn = (next: string, problem?: ProblemKey): Response =>
  seeOther('/sign-in', signInQuery(next, problem));

/** The query of a sign-in page that leads back to a page. */
export const signInQuery = (next: string, problem?: ProblemKey): Record<string, string> => ({
  ...(problem ? { problem } : {}),
  ...(next === '/' ? {} : { next }),
});

/**
 * Where to go after signing in, by what a query or a form says: a page of ours, else the list. Browsers drop tabs and read a backslash as
 * a slash, so an address of another site has more forms than `//`.
 */
export const pageOfOurs = (written: unknown): string =>
  typeof written === 'string' && /^\/(?:[A-Za-z0-9?%_][!-~]*)?$/.test(written) && !written.includes('\\')
    ? written
    : '/';
