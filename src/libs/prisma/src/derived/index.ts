// Columns that are made of other columns: whoever writes a bookmark writes these too.
export { addressed } from './address.ts';
export { derived, type Words } from './derived.ts';
export {
  folderTerm,
  readableUrl,
  type Searchable,
  searchText,
  searchVersion,
  siteTerm,
  tagTerm,
} from './document.ts';
export { type FoldedPlaces, fold, foldPlaces } from './fold.ts';
export { normalKey, normalUrl } from './normal-url.ts';
export { urlKey } from './url-key.ts';
export { letterClasses, pairsOf, termsOf, type Word, wordsOf } from './words.ts';
