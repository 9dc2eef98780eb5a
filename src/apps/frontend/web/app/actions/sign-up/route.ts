import type { Problem } from '@bookmark-manager/contract';
import { signUp } from '../../../src/api/people.ts';
import { keeping, seeOther, withProblem } from '../../../src/http/answers.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import type { ProblemKey } from '../../../src/messages/index.ts';

/** The sign-up form. The password goes to the API and comes back in no address. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/sign-up', 'foreign');
  const form = await request.formData();
  const field = (name: string): string => String(form.get(name) ?? '');
  const invitation = field('invitation').trim();
  const typed = {
    email: field('email').trim(),
    name: field('name').trim(),
    ...(invitation === '' ? {} : { invitation }),
  };
  const answer = await signUp({ ...typed, password: field('password') }, callerFrom(request.headers));
  if (answer.kind === 'ok') return keeping(answer.value.cookies, seeOther('/'));
  return withProblem('/sign-up', answer.kind === 'away' ? 'away' : problemOf(answer.problem), typed);
};

const problemOf = ({ status, errors = [] }: Problem): ProblemKey =>
  byField[errors[0]?.path ?? ''] ?? byStatus[status] ?? 'invalid';

const byField: Readonly<Record<string, ProblemKey>> = { email: 'bad-email', password: 'bad-password' };
const byStatus: Partial<Record<number, ProblemKey>> = { 403: 'not-invited', 409: 'email-taken', 429: 'too-often' };
