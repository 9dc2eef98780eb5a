import { signIn } from '../../../src/api/people.ts';
import { keeping, pageOfOurs, seeOther, signInQuery, withProblem } from '../../../src/http/answers.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import type { ProblemKey } from '../../../src/messages/index.ts';

/** The sign-in form. The password goes to the API and comes back in no address. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/sign-in', 'foreign');
  const form = await request.formData();
  const field = (name: string): string => String(form.get(name) ?? '');
  const next = pageOfOurs(field('next'));
  const email = field('email').trim();
  const answer = await signIn({ email, password: field('password') }, callerFrom(request.headers));
  if (answer.kind === 'ok') return keeping(answer.value.cookies, seeOther(next));
  const problem: ProblemKey =
    answer.kind === 'away' ? 'away' : ((byStatus[answer.problem.status] ?? 'invalid') satisfies ProblemKey);
  return seeOther('/sign-in', { ...signInQuery(next, problem), email });
};

const byStatus: Partial<Record<number, ProblemKey>> = { 401: 'wrong-password', 403: 'foreign', 429: 'too-often' };
