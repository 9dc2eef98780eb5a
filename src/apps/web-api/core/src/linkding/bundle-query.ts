import type { LinkdingBundleWrite } from '@bookmark-manager/contract';

/** linkding keeps a search and three lists of tags apart; here all of it is one search. */
export const bundleQuery = (bundle: LinkdingBundleWrite): string => {
  const any = tags(bundle.any_tags).map((tag) => `#${tag}`);
  const all = tags(bundle.all_tags).map((tag) => `#${tag}`);
  const without = tags(bundle.excluded_tags).map((tag) => `-#${tag}`);
  const rest = [...(any.length > 1 ? [`(${any.join(' or ')})`] : any), ...all, ...without];
  const search = bundle.search ?? '';
  const alone = rest.length > 0 && /\sor\s/i.test(search) ? `(${search})` : search;
  return [alone, ...rest].filter(Boolean).join(' ');
};

const tags = (list = ''): readonly string[] =>
  list
    .split(/[\s,]+/)
    .map((tag) => tag.replace(/^#/, ''))
    .filter(Boolean);
