import { readUrl } from '@bookmark-manager/contract';
import { addBookmark } from '../../../src/api/client.ts';
import { withNotice, withProblem } from '../../../src/http/answers.ts';
import { requestIdFrom } from '../../../src/http/request-id.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';

/** The add form, with or without JavaScript. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const field = (name: string): string => String(form.get(name) ?? '').trim();
  const typed = { url: field('url'), title: field('title'), tags: field('tags') };
  if ('refused' in readUrl(typed.url)) return withProblem('/', 'invalid-url', typed);
  const tags = typed.tags
    .split(/[,、，]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
  const answer = await addBookmark(
    { url: typed.url, title: typed.title, tags },
    { requestId: requestIdFrom(request.headers) },
  );
  if (answer.kind === 'ok') return withNotice('/', answer.value.isNew ? 'added' : 'updated');
  return withProblem('/', answer.kind === 'away' ? 'away' : 'invalid', typed);
};
