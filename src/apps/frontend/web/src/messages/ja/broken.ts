import type { Messages } from '../en/index.ts';

export const broken: Messages['broken'] = {
  title: 'リンク切れ',
  help: {
    broken:
      'リンク先はときどき確認されます。一度の失敗ではリンク切れになりません。ここにあるのは何度も失敗したものです。',
    moved: '移転したと応答しているページです。古いURLは、いずれ使えなくなるかもしれません。',
  },
  kinds: { broken: 'リンク切れ', moved: '移転' },
  none: {
    broken: '確認したリンクはすべて有効です。',
    moved: '移転したページはありません。',
  },
  follow: '新しいURLにする',
  check: 'いま確認',
  noAnswer: '応答なし',
  checked: '確認',
  more: '続き',
};
