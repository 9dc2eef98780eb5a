import { type Answer, isNobody } from '../../../src/api/ask.ts';
import { checkLink, forgetPage, keepPage } from '../../../src/api/pages.ts';
import { toSignIn, withProblem } from '../../../src/http/answers.ts';
import { backTo } from '../../../src/http/back.ts';
import type { Caller } from '../../../src/http/caller.ts';
import { callerFrom } from '../../../src/http/caller.ts';
import { isSameOrigin } from '../../../src/http/same-origin.ts';
import type { NoticeKey } from '../../../src/messages/index.ts';

/** The buttons of a bookmark's page that are about what lies behind it: keep it, forget it, see whether it is there. */
export const POST = async (request: Request): Promise<Response> => {
  if (!isSameOrigin(request.headers)) return withProblem('/', 'foreign');
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  const back = `/bookmarks/${encodeURIComponent(id)}`;
  const name = String(form.get('deed') ?? '');
  if (!Object.hasOwn(deeds, name)) return backTo(back, { problem: 'invalid' });
  const answer = await deeds[name as keyof typeof deeds](id, callerFrom(request.headers));
  if (answer.kind === 'ok') return backTo(back, { notice: answer.value });
  if (isNobody(answer)) return toSignIn(back, 'signed-out');
  return backTo(back, { problem: answer.kind === 'away' ? 'away' : 'gone' });
};

const deeds = {
  keep: async (id: string, caller: Caller) => said(await keepPage(id, caller), () => 'page-asked'),
  forget: async (id: string, caller: Caller) => said(await forgetPage(id, caller), () => 'page-forgotten'),
  check: async (id: string, caller: Caller) =>
    said(await checkLink(id, caller), ({ result }) => `link-${result ?? 'unknown'}`),
} as const;

const said = <T>(answer: Answer<T>, notice: (value: T) => NoticeKey): Answer<NoticeKey> =>
  answer.kind === 'ok' ? { kind: 'ok', value: notice(answer.value) } : answer;
