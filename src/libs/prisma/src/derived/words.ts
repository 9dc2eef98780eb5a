import { fold } from './fold.ts';

/**
 * A run of a folded text that is looked for as one: a word of a script that writes spaces, or a run of one that does not (Japanese, Chinese,
 * Thai …; Hangul and pictures are taken for the same).
 */
export type Word = { readonly text: string; readonly spaced: boolean };

/** The words of a folded text, in order. */
export const wordsOf = (folded: string): readonly Word[] => {
  const found: Word[] = [];
  words.lastIndex = 0;
  for (let match = words.exec(folded); match !== null; match = words.exec(folded))
    found.push({ text: match[0], spaced: match[1] === undefined });
  return found;
};

const scripts = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr'];
const unspaced = `[[[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]&&[\\p{L}\\p{M}\\p{N}]]\\p{So}]`;
/** Classes of a regular expression with the flag v: the letters of words in scripts that write spaces, and all letters of words. */
export const letterClasses = {
  spaced: `[[\\p{L}\\p{M}\\p{N}]--${unspaced}]`,
  any: `[\\p{L}\\p{M}\\p{N}\\p{So}]`,
} as const;

// the first alternative is the second one, quicker, where only ASCII follows
const words = new RegExp(
  `[a-z0-9]+(?![a-z0-9]|[^\\x00-\\x7f])|(${unspaced}+)|[[\\p{L}\\p{M}\\p{N}]--${unspaced}]+`,
  'gv',
);

/** What of a word is kept: longer ones are numbers of things and encoded data, told apart by their beginnings. */
const longest = 64;

/**
 * The terms by which a word is found in the index. A spaced word is one term, found by its beginning. A run without spaces is cut into pairs
 * of characters, so that a word of two characters is one term wherever it stands; its last character alone is one too, or a search for one
 * character would not find it.
 */
export const termsOf = ({ text, spaced }: Word): readonly string[] => {
  if (spaced) return [text.length > longest ? text.slice(0, longest).toWellFormed() : text];
  const characters = charactersOf(text);
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
};

/** The pairs that a text must have to hold a run of two characters or more. */
export const pairsOf = (text: string): readonly string[] => termsOf({ text, spaced: false }).slice(0, -1);

const charactersOf = (text: string): readonly string[] =>
  /[\ud800-\udfff]/.test(text) ? Array.from(text) : text.split('');

/** The terms of what a word in capitals and small letters is made of: JavaScript is also found by Script. */
export const humpTerms = (text: string): readonly string[] =>
  hump.test(text)
    ? (text.match(/[\p{Ll}\p{Lu}\p{N}]+/gu) ?? [])
        .filter((word) => hump.test(word))
        .flatMap((word) => wordsOf(fold(word.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 '))).flatMap(termsOf))
    : [];

const hump = /\p{Ll}\p{Lu}/u;
