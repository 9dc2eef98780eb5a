import type { Language } from './accept.ts';
import { STYLE } from './style.ts';
import { WORDS } from './words.ts';

/** One page: `title` and `body` are what differs. `title` and the attributes are text, `head` and `body` markup. */
export type Frame = {
  language: Language;
  title: string;
  head?: string;
  body: string;
  /** Attributes of the document, for its script. */
  data?: Readonly<Record<string, string>>;
};

/** A whole document that needs nothing from outside. */
export function framed({ language, title, head = '', body, data = {} }: Frame): string {
  const { place } = WORDS[language];
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escaped(value)}"`);
  return `<!doctype html>
<html lang="${language}"${attributes.join('')}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${head}<title>${escaped(title)} – ${escaped(place)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="place">${escaped(place)}</p>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in markup and in quoted attributes. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
