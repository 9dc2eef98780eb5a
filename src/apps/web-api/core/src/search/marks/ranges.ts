import type { Range } from '@bookmark-manager/contract';
import { type FoldedPlaces, fold, foldPlaces, letterClasses } from '@bookmark-manager/prisma/derived';
import type { Needle } from './needle.ts';

/** No reader is shown more of a text, nor more marks in it. */
const [mostText, mostRanges] = [5_000, 50];

/** Where the needles are in a text as it was written, in UTF-16 units, in order and without overlaps. */
export const rangesIn = (whole: string, needles: readonly Needle[]): Range[] => {
  const text = whole.slice(0, mostText);
  const folded = fold(text);
  const here = needles.filter(({ hint }) => folded.includes(hint));
  if (here.length === 0) return [];
  const places = foldPlaces(text);
  return united(here.flatMap((needle) => found(text, places, needle)));
};

const found = (text: string, { folded, from, to }: FoldedPlaces, { form, beginsWord }: Needle): Range[] => {
  const ranges: Range[] = [];
  form.lastIndex = 0;
  for (let match = form.exec(folded); match !== null && ranges.length < mostRanges; match = form.exec(folded)) {
    const { index } = match;
    if (beginsWord && isWithinWord(text, folded, from, index)) {
      form.lastIndex = index + 1;
      continue;
    }
    ranges.push([from[index] ?? 0, to[index + match[0].length - 1] ?? text.length]);
  }
  return ranges;
};

/** Script in JavaScript begins a word, like the index has it; script in javascript does not. */
const isWithinWord = (text: string, folded: string, from: readonly number[], index: number): boolean => {
  if (index === 0 || !spaced.test(folded.slice(index - 1, index))) return false;
  const at = from[index] ?? 0;
  return !hump.test(text.slice(Math.max(0, at - 1), at + 1));
};

const spaced = new RegExp(letterClasses.spaced, 'v');
const hump = /\p{Ll}\p{Lu}/u;

const united = (ranges: Range[]): Range[] => {
  const merged: Range[] = [];
  for (const [begin, end] of ranges.sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([begin, end]);
  }
  return merged.slice(0, mostRanges);
};
