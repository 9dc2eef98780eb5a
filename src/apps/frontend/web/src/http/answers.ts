import type { NoticeKey, ProblemKey } from '../messages/index.ts';

/** After a form: back to a page, which says how it went. */
export const seeOther = (path: string, query: Readonly<Record<string, string>> = {}): Response => {
  const search = new URLSearchParams(query).toString();
  return new Response(null, { status: 303, headers: { location: search === '' ? path : `${path}?${search}` } });
};

/** Back with a message that something was done. */
export const withNotice = (path: string, notice: NoticeKey): Response => seeOther(path, { notice });

/** Back with a message that something was not done, and what was typed. */
export const withProblem = (
  path: string,
  problem: ProblemKey,
  typed: Readonly<Record<string, string>> = {},
): Response => seeOther(path, { problem, ...typed });

/** The page that a form was sent from, when it says so and is one of ours. */
export const cameFrom = (form: FormData): string => {
  const from = form.get('from');
  return typeof from === 'string' && /^\/(?![/\\])/.test(from) ? from : '/';
};
