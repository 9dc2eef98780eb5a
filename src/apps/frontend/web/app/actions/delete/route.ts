import { deleteBookmark } from '../../../src/api/client.ts';
import { withNotice, withProblem } from '../../../src/http/answers.ts';
import { requestIdFrom } from '../../../src/http/request-id.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The delete button, with or without JavaScript. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const answer = await deleteBookmark(String(form.get('id') ?? ''), { requestId: requestIdFrom(request.headers) });
  if (answer.kind === 'ok') return withNotice('/', 'deleted');
  return withProblem('/', answer.kind === 'away' ? 'away' : 'gone');
};
