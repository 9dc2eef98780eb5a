import { type Bookmark, readUrl } from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { checkAddress, previewOf } from './bookmarks.ts';

/** What is known of an address before it is added. */
export type Look = {
  /** What the page says of itself; nothing when it could not be read, or was not asked. */
  readonly preview: { readonly title: string; readonly description: string } | undefined;
  /** The bookmark that has this address already. */
  readonly known: Pick<Bookmark, 'id' | 'title' | 'url' | 'addedAt'> | undefined;
};

/** Looks an address up, here and, when it is wanted, where it leads; both at once. */
export const lookUp = async (url: string, wantsPage: boolean, caller: Caller): Promise<Look> => {
  if ('refused' in readUrl(url)) return { preview: undefined, known: undefined };
  const [check, preview] = await Promise.all([
    checkAddress(url, caller),
    wantsPage ? previewOf(url, caller) : undefined,
  ]);
  const known = check.kind === 'ok' ? (check.value.bookmark ?? undefined) : undefined;
  const { title, description } = preview?.kind === 'ok' ? preview.value : { title: null, description: null };
  return {
    preview: preview?.kind === 'ok' ? { title: title ?? '', description: description ?? '' } : undefined,
    known: known && { id: known.id, title: known.title, url: known.url, addedAt: known.addedAt },
  };
};
