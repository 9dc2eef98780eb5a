import { isNobody } from '../../../src/api/ask.ts';
import { undo } from '../../../src/api/bookmarks.ts';
import { pageOfOurs, toSignIn, withProblem } from '../../../src/http/answers.ts';
import { backTo } from '../../../src/http/back.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The undo button, with or without JavaScript. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const back = pageOfOurs(form.get('back'));
  const answer = await undo(String(form.get('change') ?? ''), callerFrom(request.headers));
  if (answer.kind === 'ok') return backTo(back, { notice: 'undone', n: String(answer.value.restored) });
  if (isNobody(answer)) return toSignIn(back, 'signed-out');
  return backTo(back, { problem: answer.kind === 'away' ? 'away' : 'not-undone' });
};
