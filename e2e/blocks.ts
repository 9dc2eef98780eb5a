import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './programs.ts';

export type Block = { language: string; text: string };

/** The fenced blocks of a page of ours, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}
