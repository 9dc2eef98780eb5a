import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { parse, serialize } from 'parse5';
import { readHead } from '../page/head.ts';
import { metadataOf } from '../page/metadata.ts';
import { blocksOf, type ElementLike } from './blocks.ts';
import type { ReadablePage } from './page.ts';

/** What there is to read on a page of HTML; null when there is nothing. It may take long and much memory: see `readable`. */
export const extract = async (html: string): Promise<ReadablePage | null> => {
  // written anew as browsers read it: linkedom loses the text of a page that leaves out its <head>, as HTML lets it
  const { document } = parseHTML(serialize(parse(html)));
  const read = new Readability<unknown>(document as never, {
    // the element itself: it is made into blocks without becoming HTML again
    serializer: (element) => element,
    maxElemsToParse: 50_000,
  }).parse();
  if (!read?.content) return null;
  const blocks = blocksOf(read.content as ElementLike);
  if (blocks.length === 0) return null;
  const said = metadataOf(await readHead([html]), 'http://page.invalid/');
  return {
    title: line(read.title, 1000) ?? said.title ?? '',
    byline: line(read.byline, 300),
    siteName: line(read.siteName, 300),
    language: said.language,
    excerpt: line(read.excerpt, 1000) ?? '',
    blocks,
  };
};

const line = (text: string | null | undefined, max: number): string | null =>
  (text ?? '')
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed() || null;
