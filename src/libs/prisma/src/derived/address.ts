import { normalKey, normalUrl } from './normal-url.ts';
import { urlKey } from './url-key.ts';

/** The columns that are made of a bookmark's address: whoever writes the address writes these too. */
export const addressed = (
  url: string,
): { readonly urlKey: string; readonly normalKey: string; readonly site: string } => ({
  urlKey: urlKey(url),
  normalKey: normalKey(url),
  site: site(url),
});

/** The host in lower case, without www. */
const site = (url: string): string => URL.parse(normalUrl(url))?.hostname.replace(/^www\./, '') ?? '';
