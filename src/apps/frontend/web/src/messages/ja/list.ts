import type { Messages } from '../en/index.ts';

export const list: Messages['list'] = {
  add: 'ブックマークを追加',
  deleteConfirm: '削除する',
  more: '以前のブックマーク',
  newest: '最新に戻る',
  pages: '一覧のページ',
  emptyAdd: '最初の1件を追加',
  listLabel: 'ブックマーク',
  foundFor: (query) => `「${query}」の検索結果`,
  clear: 'すべて表示',
  folder: 'フォルダ',
  unread: '未読',
  archived: 'アーカイブ',
  shared: '共有中',
  edit: '編集',
  tags: 'タグ',
  emptyTitle: 'まだブックマークがありません',
  emptyHelp: '最初の1件を追加するか、ブラウザのブックマークを取り込んでください。',
  nothingFound: (query) => `「${query}」に一致するものはありません`,
  nothingFoundHelp: 'すべてのことばを含むものを探します。ことばを減らすか、表記を変えてみてください。',
  endOfList: 'この先にはありません。',
};
