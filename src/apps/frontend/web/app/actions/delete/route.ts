import { isNobody } from '../../../src/api/ask.ts';
import { deleteBookmark } from '../../../src/api/client.ts';
import { toSignIn, withNotice, withProblem } from '../../../src/http/answers.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The delete button, with or without JavaScript. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const answer = await deleteBookmark(String(form.get('id') ?? ''), callerFrom(request.headers));
  if (answer.kind === 'ok') return withNotice('/', 'deleted');
  if (isNobody(answer)) return toSignIn('/', 'signed-out');
  return withProblem('/', answer.kind === 'away' ? 'away' : 'gone');
};
