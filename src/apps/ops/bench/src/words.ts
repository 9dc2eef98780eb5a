import type { Random } from './random.ts';

/** Words that the searches of the bench look for, and about how many of 100,000 bookmarks have them. */
export const planted = {
  /** In every third title. */
  common: 'guide',
  /** In the address of every bookmark that is not Japanese. */
  everywhere: 'example',
  /** In five bookmarks. */
  rare: 'quokka',
  /** Each in every fifth bookmark, together in a few, with other words between them. */
  apart: ['network', 'kitchen'],
  /** Two characters, in every tenth Japanese title. */
  japanese: '請求',
  /** More than two. */
  longJapanese: 'サーバー管理',
} as const;

const english = [
  ...['open', 'source', 'data', 'design', 'web', 'code', 'time', 'small', 'fast', 'music', 'river', 'garden', 'paper'],
  ...['light', 'mountain', 'city', 'travel', 'recipe', 'history', 'science', 'market', 'health', 'school', 'language'],
];
const beginnings = [
  'ba',
  'ce',
  'di',
  'fo',
  'gu',
  'ha',
  'je',
  'ki',
  'lo',
  'mu',
  'na',
  'pe',
  'ri',
  'so',
  'tu',
  've',
  'wi',
  'ya',
  'ze',
  'cho',
];
const ends = ['lan', 'mer', 'nix', 'pol', 'ral', 'sen', 'tor', 'vik', 'wen', 'zar'];

/** About 2,000 words, the real ones first. */
export const englishWords: readonly string[] = [
  ...english,
  ...beginnings.flatMap((first) =>
    beginnings.slice(0, 10).flatMap((second) => ends.map((end) => first + second + end)),
  ),
];

const kanji = [
  '管理',
  '開発',
  '設計',
  '資料',
  '料理',
  '旅行',
  '音楽',
  '歴史',
  '予約',
  '交通',
  '学習',
  '健康',
  '写真',
  '天気',
  '地図',
  '経済',
];
const kana = [
  'サーバー',
  'データ',
  'ガイド',
  'メモ',
  'レシピ',
  'ニュース',
  'まとめ',
  'はじめて',
  'おすすめ',
  'ブログ',
  'カメラ',
  'コード',
];
const places = ['東京', '大阪', '京都', '札幌', '福岡', '名古屋', '横浜', '神戸'];

/** A few hundred compounds. */
export const japaneseWords: readonly string[] = [
  ...kanji,
  ...kana,
  ...places,
  ...places.flatMap((place) => kanji.map((word) => `${place}${word}`)),
  ...kana.flatMap((word) => kanji.map((other) => `${word}の${other}`)),
];

/** So many words, the frequent ones more often. */
export const some = (random: Random, words: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, () => random.oneOf(words));
