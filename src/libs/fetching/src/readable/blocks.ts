import type { Block } from './page.ts';

/** As much of a DOM node as is needed. */
export type NodeLike = {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
};
export type ElementLike = NodeLike & { readonly tagName: string; readonly childNodes: Iterable<NodeLike> };

const MAX_CHARACTERS = 500_000;
const MAX_BLOCKS = 10_000;

/** The texts of an element in their order, each as what it is; pictures and tables leave their words. */
export const blocksOf = (root: ElementLike): readonly Block[] => {
  const blocks: Block[] = [];
  let [open, room] = ['', MAX_CHARACTERS];
  const flush = (kind: Block['kind']): void => {
    const text = kind === 'code' ? open.replace(/^\n+|\s+$/g, '') : tidy(open);
    open = '';
    if (text === '' || room <= 0 || blocks.length >= MAX_BLOCKS) return;
    blocks.push({ kind, text: text.slice(0, room).toWellFormed() });
    room -= text.length;
  };
  const walk = (node: ElementLike, kind: Block['kind']): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === TEXT) open += kind === 'code' ? child.nodeValue : spaced(child.nodeValue);
      else if (isElement(child)) enter(child, kind);
    }
  };
  const enter = (element: ElementLike, outer: Block['kind']): void => {
    const name = element.tagName.toLowerCase();
    if (name === 'br') open += '\n';
    else if (!BLOCKS.has(name)) walk(element, outer);
    else {
      flush(outer);
      const kind = kinds.get(name) ?? outer;
      walk(element, kind);
      flush(kind);
    }
  };
  walk(root, 'paragraph');
  flush('paragraph');
  return blocks;
};

const TEXT = 3;
const isElement = (node: NodeLike): node is ElementLike => node.nodeType === 1;

const kinds = new Map<string, Block['kind']>([
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading'] as const),
  ['li', 'item'],
  ['dt', 'item'],
  ['blockquote', 'quote'],
  ['pre', 'code'],
  ['p', 'paragraph'],
]);

/** A paragraph in a list or a quotation is a part of that. */
const BLOCKS = new Set([
  ...kinds.keys(),
  ...['div', 'section', 'article', 'header', 'footer', 'main', 'aside', 'figure', 'figcaption', 'ul', 'ol', 'dl', 'dd'],
  ...['table', 'tr', 'td', 'th', 'thead', 'tbody', 'caption', 'hr', 'address', 'details', 'summary'],
]);

const spaced = (text: string | null): string => (text ?? '').replace(/[ \t\r\n\f]+/g, ' ');

const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll('\0', '')
    .split('\n')
    .map((one) => one.replace(/[^\S\u3000]+/g, ' ').trim())
    .join('\n')
    .trim();
