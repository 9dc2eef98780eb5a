import type { Head } from './head.ts';

/** What a page says of itself. Texts are plain, in one line; addresses whole, http or https; null where it says nothing. */
export type PageMetadata = {
  readonly title: string | null;
  readonly description: string | null;
  /** A language tag as BCP 47 has it: ja, en-GB. */
  readonly language: string | null;
  readonly canonicalUrl: string | null;
  /** Small pictures of the site, the likeliest first; the one at the place where browsers look is the last. */
  readonly icons: readonly string[];
  readonly image: string | null;
};

/** @param url where the page was read, after redirects */
export const metadataOf = (head: Head, url: string, headerLanguage?: string): PageMetadata => {
  const { metas } = head;
  const base = addressOf(head.base, url) ?? url;
  const meta = (...names: readonly string[]) => names.map((name) => metas.get(name)).find(Boolean);
  const link = (name: string) => head.links.find(({ rel }) => rel.split(/\s+/).includes(name))?.href;
  return {
    title: line(head.title, 1000) ?? line(meta('og:title', 'twitter:title'), 1000),
    description: line(meta('description', 'og:description', 'twitter:description'), 5000),
    language: languageOf(head.language, metas.get('http-content-language'), metas.get('og:locale'), headerLanguage),
    canonicalUrl: addressOf(link('canonical') ?? meta('og:url'), base),
    icons: iconsOf(head, base),
    image: addressOf(
      meta('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'),
      base,
    ),
  };
};

/** White space of any kind as one space, no half of a surrogate pair, nothing that PostgreSQL cannot hold. */
const line = (text: string | undefined, max: number): string | null => {
  const plain = (text ?? '')
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return plain.slice(0, max).toWellFormed() || null;
};

const addressOf = (written: string | undefined, base: string): string | null => {
  const trimmed = written?.trim();
  if (!trimmed || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  const isPlain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return isPlain && url.href.length <= 8192 ? url.href : null;
};

const languageOf = (...written: readonly (string | undefined)[]): string | null => {
  for (const one of written) {
    const tag = one?.split(',', 1)[0]?.trim().replaceAll('_', '-') ?? '';
    if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) return Intl.getCanonicalLocales(tag)[0] ?? null;
  }
  return null;
};

/** A picture of dots before a drawing: only those are kept. Of several the one nearest to 64 dots, then the large ones of phones. */
const iconsOf = ({ links }: Head, base: string): readonly string[] => {
  const given = links
    .flatMap(({ rel, href, sizes, type }) => {
      const kind = rel.split(/\s+/).find((one) => Object.hasOwn(weights, one));
      const isDrawing = type.includes('svg') || /\.svgz?([?#]|$)/i.test(href);
      return kind === undefined || isDrawing ? [] : [{ href, weight: (weights[kind] ?? 0) + distance(sizes) }];
    })
    .sort((one, other) => one.weight - other.weight);
  const addresses = [...given.map(({ href }) => href), '/favicon.ico'].flatMap((href) => addressOf(href, base) ?? []);
  return [...new Set(addresses)].slice(0, 4);
};

const weights: Readonly<Record<string, number>> = {
  icon: 0,
  'apple-touch-icon': 1000,
  'apple-touch-icon-precomposed': 1100,
};

const distance = (sizes: string): number => {
  const dots = sizes
    .split(/\s+/)
    .map((one) => Number.parseInt(one, 10))
    .filter((one) => one > 0);
  return dots.length === 0 ? 48 : Math.min(...dots.map((one) => Math.abs(one - 64)));
};
