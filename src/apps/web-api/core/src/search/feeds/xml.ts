/** A piece of XML: made only by `element` and `text`, so that nothing that somebody wrote is ever read as markup. */
export type Xml = { readonly xml: string };

/** A text as XML holds it. What XML 1.0 cannot hold at all (control characters, halves of surrogate pairs) is left out or replaced. */
export const text = (value: string): Xml => ({
  xml: value
    .toWellFormed()
    .replace(unholdable, '')
    .replace(/[&<>"'\r]/g, (sign) => signs[sign] ?? sign),
});

/** An element with its attributes, in the order that they are given in. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Xml[] = [],
): Xml => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(value).xml}"`);
  const open = `${name}${written.join('')}`;
  return {
    xml: children.length === 0 ? `<${open}/>` : `<${open}>${children.map(({ xml }) => xml).join('')}</${name}>`,
  };
};

/** A whole document. */
export const document = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // a reader would take a bare one for a line feed
  '\r': '&#13;',
};

const unholdable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
