import { readUrl } from '@bookmark-manager/contract';
import { isNobody } from '../../../src/api/ask.ts';
import { addBookmark } from '../../../src/api/client.ts';
import { toSignIn, withNotice, withProblem } from '../../../src/http/answers.ts';
import { callerFrom } from '../../../src/http/caller.ts';
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
  const answer = await addBookmark({ url: typed.url, title: typed.title, tags }, callerFrom(request.headers));
  if (answer.kind === 'ok') return withNotice('/', answer.value.isNew ? 'added' : 'updated');
  if (isNobody(answer)) return toSignIn('/', 'signed-out');
  return withProblem('/', answer.kind === 'away' ? 'away' : 'invalid', typed);
};
