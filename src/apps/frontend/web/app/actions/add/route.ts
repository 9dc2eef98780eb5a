import { readUrl } from '@bookmark-manager/contract';
import { isNobody } from '../../../src/api/ask.ts';
import { previewOf } from '../../../src/api/bookmarks.ts';
import { addBookmark } from '../../../src/api/client.ts';
import { fieldsIn, foldersIn, tagsIn } from '../../../src/edit/fields.ts';
import { toSignIn, withProblem } from '../../../src/http/answers.ts';
import { backTo } from '../../../src/http/back.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import { pageWith } from '../../../src/query.ts';

/** The add form, with or without JavaScript. A title that was left empty is that of the page, when it can be had. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/add', 'foreign');
  const typed = fieldsIn(await request.formData());
  const url = typed.url.trim();
  const kept = { ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')), url };
  if ('refused' in readUrl(url)) return withProblem('/add', 'invalid-url', kept);
  const caller = callerFrom(request.headers);
  const { title, description } = await describedBy(typed.title.trim(), typed.description.trim(), () =>
    previewOf(url, caller),
  );
  const answer = await addBookmark(
    {
      ...{ url, title, description, notes: typed.notes },
      ...{ tags: tagsIn(typed.tags), folders: foldersIn(typed.folders) },
      ...(typed.unread === 'on' ? { unread: true } : {}),
      ...(typed.shared === 'on' ? { shared: true } : {}),
    },
    caller,
  );
  if (answer.kind === 'ok') return backTo('/', { notice: answer.value.isNew ? 'added' : 'updated' }, answer.value.id);
  if (isNobody(answer)) return toSignIn(pageWith('/add', kept), 'signed-out');
  return withProblem('/add', answer.kind === 'away' ? 'away' : 'invalid', kept);
};

/** What is typed stands as it is; the page is asked only when no title is. */
const describedBy = async (title: string, description: string, preview: () => ReturnType<typeof previewOf>) => {
  if (title !== '') return { title, description };
  const answer = await preview();
  if (answer.kind !== 'ok') return { title, description };
  return { title: answer.value.title ?? '', description: description || (answer.value.description ?? '') };
};
