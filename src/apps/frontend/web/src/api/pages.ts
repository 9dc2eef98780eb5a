import {
  bookmarkPath,
  type LinkCheck,
  linkCheckSchema,
  type PageRequest,
  pageRequestSchema,
  type SavedPage,
  savedPageSchema,
} from '@bookmark-manager/contract';
import type { Caller } from '../http/caller.ts';
import { type Answer, ask } from './ask.ts';

/** The page behind a bookmark as it is kept, or how far that is. */
export type KeptPage = { readonly saved: SavedPage } | { readonly request: PageRequest };

const pagePath = (id: string): string => `${bookmarkPath(id)}/page`;

/** What is kept of a page; refused when nobody wanted it kept. */
export const keptPage = (id: string, caller: Caller): Promise<Answer<KeptPage>> =>
  ask({
    path: pagePath(id),
    caller,
    deadlineMs: 3_000,
    read: (json, status) =>
      status === 202 ? { request: pageRequestSchema.parse(json) } : { saved: savedPageSchema.parse(json) },
  });

/** Has the page kept. */
export const keepPage = (id: string, caller: Caller): Promise<Answer<PageRequest>> =>
  ask({ path: pagePath(id), method: 'POST', caller, read: (json) => pageRequestSchema.parse(json) });

/** Forgets what is kept of the page. */
export const forgetPage = (id: string, caller: Caller): Promise<Answer<undefined>> =>
  ask({ path: pagePath(id), method: 'DELETE', caller, read: () => undefined });

/** Visits the page now; its server may be slow. */
export const checkLink = (id: string, caller: Caller): Promise<Answer<LinkCheck>> =>
  ask({
    path: `${bookmarkPath(id)}/check`,
    method: 'POST',
    caller,
    deadlineMs: 30_000,
    read: (json) => linkCheckSchema.parse(json),
  });
