import type { sorts } from '@bookmark-manager/contract';
import { pageWith } from './page-with.ts';

export type Sort = (typeof sorts)[number];

/** What a list shows: which search, in which order, from where on, and which of its bookmarks is being edited. */
export type ListPlace = {
  readonly q?: string;
  readonly sort?: Sort | undefined;
  readonly cursor?: string;
  readonly edit?: string;
};

/** The address of a place in a list. */
export const listAddress = ({ q = '', sort, cursor = '', edit = '' }: ListPlace, at?: string): string =>
  pageWith('/', { q, sort: sort ?? '', cursor, edit }) + (at ? `#b-${at}` : '');
