import { type Searchable, searchText } from './document.ts';

/** A bookmark's own words. */
export type Words = Required<Searchable>;

/** The columns that are made of a bookmark's own words: whoever writes those writes these too. */
export const derived = (words: Words): { readonly search: string } => ({ search: searchText(words) });
