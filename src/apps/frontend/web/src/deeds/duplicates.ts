import type { Bookmark } from '@bookmark-manager/contract';
import { changeBookmarks, getBookmark } from '../api/bookmarks.ts';
import { changeBookmark } from '../api/tidying.ts';
import { seeOther, withProblem } from '../http/answers.ts';
import { mergedInto } from '../merged.ts';
import { afterwards, type Deed } from './deed.ts';

const page = '/duplicates';
const problems = { 'not-found': 'gone', 'precondition-failed': 'gone' } as const;

const merge: Deed = {
  page,
  act: async ({ text, all }, caller) => {
    const ids = all('ids').slice(0, 100);
    const answers = await Promise.all(ids.map((id) => getBookmark(id, caller)));
    const failed = answers.find(({ kind }) => kind !== 'ok');
    if (failed) return afterwards(failed, { page, done: 'duplicates-merged', problems });
    const bookmarks = answers.flatMap((answer): Bookmark[] => (answer.kind === 'ok' ? [answer.value] : []));
    const kept = bookmarks.find(({ id }) => id === text('keep'));
    const others = bookmarks.filter(({ id }) => id !== kept?.id);
    if (!kept || others.length === 0) return withProblem(page, 'choose-one');
    // first all is in the one that stays: whatever happens then, nothing is lost
    const changed = await changeBookmark(kept.id, mergedInto(kept, others), caller);
    if (changed.kind !== 'ok') return afterwards(changed, { page, done: 'duplicates-merged', problems });
    const deleted = await changeBookmarks({ ids: others.map(({ id }) => id) }, { deleted: true }, caller);
    return afterwards(deleted, {
      page,
      done: ({ change }) => seeOther(page, { notice: 'duplicates-merged', ...(change ? { change: change.id } : {}) }),
    });
  },
};

export const duplicates = { merge };
