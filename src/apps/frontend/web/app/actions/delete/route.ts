import { isNobody } from '../../../src/api/ask.ts';
import { deleteBookmark } from '../../../src/api/client.ts';
import { pageOfOurs, toSignIn, withProblem } from '../../../src/http/answers.ts';
import { backTo } from '../../../src/http/back.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The delete button, with or without JavaScript. A list names the bookmark too that stands there then: it gets the focus. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const back = pageOfOurs(form.get('back'));
  const [id = '', next] = String(form.get('id') ?? '').split(' ');
  const answer = await deleteBookmark(id, callerFrom(request.headers));
  if (answer.kind === 'ok') return backTo(back, { notice: 'deleted', change: answer.value.change }, next);
  if (isNobody(answer)) return toSignIn(back, 'signed-out');
  return backTo(back, { problem: answer.kind === 'away' ? 'away' : 'gone' });
};
