import { type BookmarkPage, bookmarkPageSchema, paths } from '@bookmark-manager/contract';

/** One client of the API or of the web. */
export type Client = {
  readonly ask: (path: string, init?: RequestInit) => Promise<Answer>;
  readonly page: (query: Readonly<Record<string, string>>) => Promise<BookmarkPage>;
};

export type Answer = { readonly status: number; readonly text: string; readonly ms: number };

/** Asks as somebody: `own` are the headers that say who. */
export const createClient = (url: string, own: Readonly<Record<string, string>>): Client => {
  const ask: Client['ask'] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    const began = performance.now();
    const answer = await fetch(`${url}${path}`, { ...init, headers });
    const text = await answer.text();
    return { status: answer.status, text, ms: performance.now() - began };
  };
  return {
    ask,
    page: async (query) => {
      const { status, text } = await ask(`${paths.bookmarks}?${new URLSearchParams(query)}`);
      if (status !== 200) throw new Error(`the list answers ${status}: ${text}`);
      return bookmarkPageSchema.parse(JSON.parse(text));
    },
  };
};
