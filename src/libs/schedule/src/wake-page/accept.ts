export type Language = 'ja' | 'en';

/** The language that a visitor reads best, from Accept-Language; English when it asks for neither of ours. */
export function languageOf(acceptLanguage: string): Language {
  const primary = preferences(acceptLanguage).map((tag) => tag.split('-')[0]);
  return primary.find((tag): tag is Language => tag === 'ja' || tag === 'en') ?? 'en';
}

/** Whether a page is asked for by name, as browsers do; anything that takes everything gets no page. */
export function acceptsPage(accept: string): boolean {
  return preferences(accept).some((type) => type === 'text/html' || type === 'application/xhtml+xml');
}

/** Whether JSON is asked for by name. */
export function acceptsJson(accept: string): boolean {
  return preferences(accept).some((type) => /^application\/(.+\+)?json$/.test(type));
}

/** The values of a header in which each may have a `q`, best first; those with `q=0` are refused and left out. */
function preferences(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const q = parameters.find((parameter) => /^q\s*=/.test(parameter))?.split('=')[1];
      return { value, weight: q === undefined ? 1 : Number.parseFloat(q) };
    })
    .filter(({ value, weight }) => value !== '' && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ value }) => value);
}
