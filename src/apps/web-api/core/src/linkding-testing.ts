import { linkdingBookmarkSchema, linkdingBookmarksSchema, paths } from '@bookmark-manager/contract';
import { z } from 'zod';
import { type Marks, send } from './marks-testing.ts';

/** A client of somebody new, as the settings of each client want it: an address and a token. */
export const clientOf = async (marks: Marks, scheme: 'Token' | 'Bearer' = 'Token') => {
  const me = await marks.somebody();
  const made = await send(me, 'POST', `${paths.me}/tokens`, { name: 'phone', scope: 'write' });
  const { token } = z.object({ token: z.string() }).parse(await made.json());
  const call = (method: string, path: string, body?: unknown): Promise<Response> => {
    const isForm = body instanceof FormData;
    return fetch(`${marks.api.url}/api/${path}`, {
      method,
      headers: {
        authorization: `${scheme} ${token}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      redirect: 'error',
    });
  };
  const add = async (body: object) =>
    linkdingBookmarkSchema.parse(await (await call('POST', 'bookmarks/', body)).json());
  const list = async (path = 'bookmarks/') => linkdingBookmarksSchema.parse(await (await call('GET', path)).json());
  return { me, call, add, list };
};

/** A form with these fields, in order. */
export const form = (fields: readonly (readonly [string, string])[]): FormData => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};
