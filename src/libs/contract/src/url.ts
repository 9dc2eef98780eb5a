/** Longest address that is kept, in UTF-16 units. */
export const maxUrlLength = 8192;

/** Why an address is not kept. */
export const urlRefusals = [
  'empty',
  'relative',
  'javascript',
  'data',
  'place',
  'file',
  'other-scheme',
  'unreadable',
  'too-long',
] as const;
export type UrlRefusal = (typeof urlRefusals)[number];

/**
 * The rule for addresses, the same for one that is typed and one that is imported: http and https are kept as they were written, without
 * the white space around them; everything else is refused with its reason.
 */
export const readUrl = (written: string): { readonly url: string } | { readonly refused: UrlRefusal } => {
  // a browser drops tabs and line ends inside an address too, so they must not hide a scheme
  const url = written.trim().replace(/[\t\n\r]/g, '');
  if (url === '') return { refused: 'empty' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return { refused: 'relative' };
  if (scheme !== 'http' && scheme !== 'https') return { refused: refusedSchemes[scheme] ?? 'other-scheme' };
  if (url.length > maxUrlLength) return { refused: 'too-long' };
  return URL.canParse(url) ? { url } : { refused: 'unreadable' };
};

const refusedSchemes: Readonly<Record<string, UrlRefusal>> = {
  javascript: 'javascript',
  data: 'data',
  place: 'place',
  file: 'file',
};
