/**
 * Text as the search compares it. The same are: wide and narrow forms (ＡＢＣ, ｶﾞ), capitals and small letters, katakana and hiragana (ガ and
 * が), letters with and without accents (é and e), and what only a variation selector or an invisible character tells apart. Not the same:
 * が and か, small and large kana, a long vowel written in another way, old and new forms of a kanji.
 */
export const fold = (text: string): string => {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text.toLowerCase();
  return text
    .replace(/[゛゜]/g, (mark) => (mark === '゛' ? '\u3099' : '\u309a'))
    .normalize('NFKD')
    .replace(ignored, '')
    .toLowerCase()
    .replace(alike, (letter) => alikes[letter] ?? letter)
    .normalize('NFKC')
    .replace(/[ァ-ヶヽヾ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
};

/** Accents of Latin, Greek and Cyrillic letters (not those of kana), variation selectors, joiners, soft hyphens, directions. */
const ignored = new RegExp(
  `[${[
    ...['\\u0300-\\u036f', '\\ufe00-\\ufe0f', '\\u{e0100}-\\u{e01ef}', '\\u180b-\\u180f'],
    ...['\\u00ad', '\\u061c', '\\u200b-\\u200f', '\\u202a-\\u202e', '\\u2060-\\u206f', '\\ufeff'],
  ].join('')}]`,
  'gu',
);

const alikes: Readonly<Record<string, string>> = { ß: 'ss', ς: 'σ', ı: 'i', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l' };
const alike = new RegExp(`[${Object.keys(alikes).join('')}]`, 'g');

/** A folded text, and for each of its UTF-16 units where what it was made of begins and ends in the original. */
export type FoldedPlaces = {
  readonly folded: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
};

/** Folds a letter with all that belongs to it at a time: the same text as `fold`, and where each part of it came from. */
export const foldPlaces = (text: string): FoldedPlaces => {
  const from: number[] = [];
  const to: number[] = [];
  let folded = '';
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const part = foldPiece(piece);
    for (let at = 0; at < part.length; at += 1) {
      from.push(index);
      to.push(index + piece.length);
    }
    folded += part;
  }
  return { folded, from, to };
};

const foldPiece = (piece: string): string => {
  const kept = known.get(piece);
  if (kept !== undefined) return kept;
  const folded = fold(piece);
  if (piece.length <= 2 && known.size < 10_000) known.set(piece, folded);
  return folded;
};

/** What letters fold to: a text repeats them. */
const known = new Map<string, string>();

const hangul = '\\u1100-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff\\u3131-\\u318e\\uffa0-\\uffdc\\uac00-\\ud7a3';

/** Marks join the letter before them, also the half-width ones of kana; the letters of a Hangul syllable join each other. */
const pieces = new RegExp(`[${hangul}][${hangul}\\p{M}\\p{Cf}]*|[^][\\p{M}\\p{Cf}゛゜ﾞﾟ]*`, 'gu');
