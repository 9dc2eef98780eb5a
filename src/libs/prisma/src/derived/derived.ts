import { searchText } from './search-text.ts';

/** A bookmark's own words. */
export type Words = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly folders: readonly (readonly string[])[];
};

/** The columns that are made of a bookmark's own words: whoever writes those writes these too. */
export const derived = (words: Words): { readonly search: string } => ({ search: searchText(words) });
