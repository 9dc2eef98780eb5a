import type { Messages } from '../en/index.ts';

export const common: Messages['common'] = {
  title: 'ブックマーク',
  delete: '削除',
  optional: '任意',
  back: 'すべてのブックマーク',
  toList: 'ブックマークを見る',
  notFound: 'ページが見つかりません',
};
