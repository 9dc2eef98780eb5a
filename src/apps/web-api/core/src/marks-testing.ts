import {
  type Bookmark,
  bookmarkPageSchema,
  bookmarkPath,
  bookmarkSchema,
  type Changed,
  changedSchema,
  changePath,
  foldersSchema,
  paths,
  tagsSchema,
  type Undone,
  undoneSchema,
} from '@bookmark-manager/contract';
import type { Service } from '@bookmark-manager/serving/testing';
import { createTestApi, type SignedIn, signUp } from './testing.ts';

export type Marks = AsyncDisposable & {
  readonly api: Service;
  /** A new person with no bookmarks. */
  readonly somebody: () => Promise<SignedIn>;
};

/** An API for tests in which every test is somebody else. */
export const startMarks = async (): Promise<Marks> => {
  await using stack = new AsyncDisposableStack();
  const testApi = stack.use(await createTestApi());
  const api = stack.use(await testApi.start((await testApi.migrated()).env));
  let people = 0;
  const started = stack.move();
  return {
    api,
    somebody: () => {
      people += 1;
      return signUp(api.url, `person${people}@example.com`);
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
};

/** A request with a JSON body. */
export const send = (
  who: SignedIn,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  who.ask(path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

export const add = async (who: SignedIn, url: string, more: object = {}): Promise<Bookmark> =>
  bookmarkSchema.parse(await (await send(who, 'POST', paths.bookmarks, { url, ...more })).json());

export const read = async (who: SignedIn, id: string): Promise<Bookmark> =>
  bookmarkSchema.parse(await (await who.ask(bookmarkPath(id))).json());

export const list = async (who: SignedIn, q = ''): Promise<Bookmark[]> =>
  bookmarkPageSchema.parse(await (await who.ask(`${paths.bookmarks}?limit=100&q=${encodeURIComponent(q)}`)).json())
    .items;

/** Imports links of a browser's file: an import compares the very address, so it can bring duplicates. */
export const importLinks = (
  who: SignedIn,
  links: readonly { readonly url: string; readonly tags?: string }[],
): Promise<Response> => {
  const html = links.map(({ url, tags = '' }) => `<DT><A HREF="${url}" TAGS="${tags}">x</A>`).join('');
  const body = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL>${html}</DL>`;
  return who.ask(paths.import, { method: 'POST', headers: { 'content-type': 'text/html' }, body });
};

/** The tags with their counts. */
export const tags = async (who: SignedIn): Promise<Record<string, number>> => {
  const { items } = tagsSchema.parse(await (await who.ask(paths.tags)).json());
  return Object.fromEntries(items.map(({ name, count }) => [name, count]));
};

export const tagId = async (who: SignedIn, name: string): Promise<number> =>
  tagsSchema.parse(await (await who.ask(paths.tags)).json()).items.find((one) => one.name === name)?.id ?? 0;

/** The folders: path, count, total. */
export const folders = async (who: SignedIn): Promise<unknown[]> => {
  const { items } = foldersSchema.parse(await (await who.ask(paths.folders)).json());
  return items.map(({ path, count, total }) => [path.join('/'), count, total]);
};

export const change = async (who: SignedIn, body: unknown): Promise<Changed> =>
  changedSchema.parse(await (await send(who, 'POST', paths.bulk, body)).json());

export const undo = async (who: SignedIn, id: string | undefined): Promise<Undone> =>
  undoneSchema.parse(await (await send(who, 'POST', `${changePath(id ?? '')}/undo`)).json());
