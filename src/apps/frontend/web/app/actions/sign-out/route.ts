import { sessionCookie } from '@bookmark-manager/contract/limits';
import { isNobody } from '../../../src/api/ask.ts';
import { signOut } from '../../../src/api/people.ts';
import { keeping, seeOther, withProblem } from '../../../src/http/answers.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The sign-out button. The browser forgets its cookie only when the session has ended: else it would go on where nobody sees it. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const answer = await signOut(callerFrom(request.headers));
  if (answer.kind !== 'ok' && !isNobody(answer)) return withProblem('/', answer.kind === 'away' ? 'away' : 'invalid');
  return keeping(
    [`${sessionCookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`],
    seeOther('/sign-in', { notice: 'signed-out' }),
  );
};
