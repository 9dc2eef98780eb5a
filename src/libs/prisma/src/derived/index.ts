// Columns that are made of other columns: whoever writes a bookmark writes these too.
export { derived, type Words } from './derived.ts';
export { literal, type Searchable, searchText, searchWords } from './search-text.ts';
export { urlKey } from './url-key.ts';
