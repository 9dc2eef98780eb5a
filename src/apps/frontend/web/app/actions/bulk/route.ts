import { problemType } from '@bookmark-manager/contract';
import { isNobody } from '../../../src/api/ask.ts';
import { changeBookmarks } from '../../../src/api/bookmarks.ts';
import { bulkChangeOf } from '../../../src/bulk.ts';
import { pageOfOurs, toSignIn, withProblem } from '../../../src/http/answers.ts';
import { backTo } from '../../../src/http/back.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The form for several bookmarks: those that are selected, or all that the list holds, on every page. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const field = (name: string): string => String(form.get(name) ?? '');
  const back = pageOfOurs(form.get('back'));
  const change = bulkChangeOf(field);
  const ids = form.getAll('id').map(String);
  const isAll = field('all') === 'on';
  if (!change || (ids.length === 0 && !isAll)) return backTo(back, { problem: 'nothing-selected' });
  const answer = await changeBookmarks(isAll ? { query: field('q') } : { ids }, change, callerFrom(request.headers));
  if (isNobody(answer)) return toSignIn(back, 'signed-out');
  if (answer.kind === 'away') return backTo(back, { problem: 'away' });
  if (answer.kind === 'refused')
    return backTo(back, { problem: answer.problem.type === problemType('too-many') ? 'too-many' : 'invalid' });
  const { changed, change: made } = answer.value;
  if (!made) return backTo(back, { notice: 'unchanged' });
  return backTo(back, { notice: change.deleted ? 'deleted' : 'changed', n: String(changed), change: made.id });
};
