import {
  bookmarkSchema,
  changedSchema,
  exportSchema,
  linkdingPaths,
  madeInvitationSchema,
  paths,
  sessionsSchema,
} from '@bookmark-manager/contract';
import { until } from '@bookmark-manager/serving/testing';
import { expect } from 'vitest';
import { z } from 'zod';
import { type SignedIn, sending } from './testing.ts';

/** In whatever the first person has: nobody else may ever be shown it. */
export const MARK = 'of-the-first';

const madeSchema = z.object({ id: z.union([z.string(), z.int()]).transform(String) });
const idOf = async (answer: Response): Promise<string> => {
  const text = await answer.text();
  expect(answer.ok, text).toBe(true);
  return madeSchema.parse(JSON.parse(text)).id;
};

const idIn = async (ask: SignedIn['ask'], path: string): Promise<string> => {
  const listSchema = z.object({ items: z.array(madeSchema).optional(), results: z.array(madeSchema).optional() });
  const { items = [], results = [] } = listSchema.parse(await (await ask(path)).json());
  return [...items, ...results][0]?.id ?? '';
};
const madeChange = async ({ ask }: SignedIn): Promise<string> => {
  const edit = { query: MARK, change: { addTags: [`changed ${MARK}`] } };
  return changedSchema.parse(await (await ask(paths.bulk, sending('POST', edit))).json()).change?.id ?? '';
};
const tagIdOf = ({ ask }: SignedIn) => idIn(ask, paths.tags);
const numberOf = ({ ask }: SignedIn) => idIn(ask, linkdingPaths.bookmarks);

const bookmarkIdOf = ({ ask }: SignedIn) => idIn(ask, paths.bookmarks);
/** One that stays wanted: no host has that name. */
const wantedPage = async (owner: SignedIn): Promise<string> => {
  const id = await bookmarkIdOf(owner);
  await owner.ask(`${paths.bookmarks}/${id}/page`, { method: 'POST' });
  return id;
};
const importIdOf = ({ ask }: SignedIn) => idIn(ask, paths.imports);
/** Once it is written: what is shown of it changes no more. */
const exportIdOf = async ({ ask }: SignedIn): Promise<string> => {
  const id = await idOf(await ask(paths.exports, sending('POST', { format: 'json' })));
  return until(30_000, async () => {
    const { state } = exportSchema.parse(await (await ask(`${paths.exports}/${id}`)).json());
    return state === 'done' ? id : undefined;
  });
};

/** How somebody gets one of what a route with an id is about. A new route with an id needs a row here. */
export const makers: Readonly<Record<string, (owner: SignedIn) => Promise<string>>> = {
  [`${paths.bookmarks}/{id}`]: async ({ ask }) =>
    bookmarkSchema.parse(
      await (
        await ask(
          paths.bookmarks,
          sending('POST', { url: `https://${MARK}.test/`, title: MARK, tags: [MARK], folders: [[MARK]] }),
        )
      ).json(),
    ).id,
  [`${paths.bookmarks}/{id}/check`]: bookmarkIdOf,
  [`${paths.bookmarks}/{id}/picture`]: bookmarkIdOf,
  [`${paths.bookmarks}/{id}/page`]: wantedPage,
  [`${paths.sessions}/{id}`]: async ({ ask }) =>
    sessionsSchema.parse(await (await ask(paths.sessions)).json()).items[0]?.id ?? '',
  [`${paths.tokens}/{id}`]: async ({ ask }) =>
    idOf(await ask(paths.tokens, sending('POST', { name: MARK, scope: 'read' }))),
  [`${paths.invitations}/{id}`]: async ({ ask }) =>
    madeInvitationSchema.parse(
      await (await ask(paths.invitations, sending('POST', { email: `${MARK}@example.com` }))).json(),
    ).id,
  [`${paths.people}/{id}`]: async ({ person }) => person.id,
  [`${paths.searches}/{id}`]: async ({ ask }) =>
    idOf(await ask(paths.searches, sending('POST', { name: MARK, q: MARK }))),
  [`${paths.searches}/{id}/feed`]: async ({ ask }) =>
    idOf(await ask(paths.searches, sending('POST', { name: `${MARK}, a feed`, q: MARK }))),
  [`${paths.changes}/{id}`]: madeChange,
  [`${paths.changes}/{id}/undo`]: ({ ask }) => idIn(ask, paths.changes),
  [`${paths.imports}/{id}`]: importIdOf,
  // no list shows an upload; a number that nobody has put a file under
  [`${paths.uploads}/{id}`]: importIdOf,
  [`${paths.imports}/{id}/left-out`]: importIdOf,
  [`${paths.exports}/{id}`]: exportIdOf,
  [`${paths.exports}/{id}/file`]: exportIdOf,
  [`${paths.tags}/{id}`]: tagIdOf,
  [`${paths.tags}/{id}/merge`]: tagIdOf,
  [`${linkdingPaths.bookmarks}{id}/`]: numberOf,
  [`${linkdingPaths.bookmarks}{id}/archive/`]: numberOf,
  [`${linkdingPaths.bookmarks}{id}/unarchive/`]: numberOf,
  [`${linkdingPaths.tags}{id}/`]: ({ ask }) => idIn(ask, linkdingPaths.tags),
  [`${linkdingPaths.bundles}{id}/`]: async ({ ask }) =>
    idOf(await ask(linkdingPaths.bundles, sending('POST', { name: `${MARK}, a bundle`, search: MARK }))),
};

/** What a route takes that would change something, where an empty body would not. */
export const bodies: Readonly<Record<string, object>> = {
  startUpload: { bytes: 1000 },
  startExport: { format: 'json' },
  changePerson: { disabled: true },
  addBookmark: { url: `https://${MARK}.test/`, title: 'Mine' },
  makeToken: { name: 'mine' },
  saveSearch: { name: 'mine', q: '' },
  changeSearch: { q: 'mine' },
  changeBookmarks: { query: MARK, change: { deleted: true } },
  renameTag: { name: 'mine' },
  mergeTag: { into: 1 },
  moveFolder: { path: [MARK], to: ['mine'] },
  linkdingAdd: { url: `https://${MARK}.test/`, title: 'Mine', tag_names: [] },
  linkdingAddTag: { name: MARK },
  linkdingAddBundle: { name: MARK },
};

/** What has to be said in the address. */
export const queries: Readonly<Record<string, string>> = {
  checkAddress: `?url=https://${MARK}.test/`,
  linkdingCheck: `?url=https://${MARK}.test/`,
  suggest: '?q=%23',
  deleteFolder: `?path=${MARK}`,
};

/** What repeats the address that was asked for, shows what people share, or is the same for everybody; marks.medium.test.ts and pages/pictures have what these show. */
export const shownToAll: ReadonlySet<string> = new Set([
  'checkAddress',
  'previewPage',
  'linkdingCheck',
  'linkdingProfile',
  'linkdingShared',
  'listShared',
  'readIcon',
]);
