import { changeBookmarks } from '../api/bookmarks.ts';
import { checkLink } from '../api/pages.ts';
import { changeBookmark } from '../api/tidying.ts';
import { seeOther, withNotice, withProblem } from '../http/answers.ts';
import type { NoticeKey } from '../messages/index.ts';
import { afterwards, type Deed, type Fields } from './deed.ts';

const page = '/broken';
/** The half of the page that the form was on. */
const backOf = ({ text }: Fields): string => (text('show') === 'moved' ? `${page}?show=moved` : page);
const problems = { 'not-found': 'gone', conflict: 'address-taken' } as const;

const check: Deed = {
  page,
  act: async (fields, caller) =>
    afterwards(await checkLink(fields.text('id'), caller), {
      page: backOf(fields),
      done: ({ result }) => withNotice(backOf(fields), found[result ?? 'unknown']),
      problems,
    }),
};

const found = {
  ok: 'link-ok',
  moved: 'link-moved',
  broken: 'link-broken',
  unknown: 'link-unknown',
} as const satisfies Record<string, NoticeKey>;

/** Writes the new address of a page that moved for good into its bookmark, after one more visit. */
const follow: Deed = {
  page,
  act: async (fields, caller) => {
    const id = fields.text('id');
    const visited = await checkLink(id, caller);
    const ending = { page: backOf(fields), done: 'link-followed', problems } as const;
    if (visited.kind !== 'ok') return afterwards(visited, ending);
    const { movedTo } = visited.value;
    if (movedTo === null) return withProblem(backOf(fields), 'not-moved');
    return afterwards(await changeBookmark(id, { url: movedTo }, caller), ending);
  },
};

const remove: Deed = {
  page,
  act: async (fields, caller) =>
    afterwards(await changeBookmarks({ ids: [fields.text('id')] }, { deleted: true }, caller), {
      page: backOf(fields),
      done: ({ change }) => seeOther(backOf(fields), { notice: 'deleted', ...(change ? { change: change.id } : {}) }),
      problems,
    }),
};

export const links = { check, follow, remove };
