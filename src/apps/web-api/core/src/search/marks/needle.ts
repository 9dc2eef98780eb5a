import { letterClasses, type Word } from '@bookmark-manager/prisma/derived';

/** What is looked for in a folded text: words side by side. */
export type Needle = {
  /** Occurs wherever the whole does: asked first. */
  readonly hint: string;
  readonly form: RegExp;
  /** Whether it begins where a word does, not within one. */
  readonly beginsWord: boolean;
};

/** Words of a query as a needle; `exact`: the last one ends where it ends. */
export const needleOf = (words: readonly Word[], exact: boolean): Needle => {
  const { spaced, any } = letterClasses;
  const between = (word: Word, next: Word | undefined): string => {
    // one letter is only found as a word of its own, like every word in quotes
    if (next === undefined) return word.spaced && (exact || word.text.length === 1) ? `(?!${spaced})` : '';
    return word.spaced && next.spaced ? `[^${any}]+` : `[^${any}]*`;
  };
  const form = words.map((word, at) => word.text + between(word, words[at + 1])).join('');
  return {
    hint: words[0]?.text ?? '',
    form: new RegExp(form, 'gv'),
    beginsWord: words[0]?.spaced === true,
  };
};
