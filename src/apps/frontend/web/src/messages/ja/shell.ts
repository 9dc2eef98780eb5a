import type { Messages } from '../en/index.ts';

export const shell: Messages['shell'] = {
  skip: '本文へ移動',
  menu: 'メニュー',
  closeMenu: 'メニューを閉じる',
  side: '表示・フォルダ・タグ',
  all: 'すべてのブックマーク',
  unread: '未読',
  untagged: 'タグなし',
  archived: 'アーカイブ',
  searches: '保存した検索',
  folders: 'フォルダ',
  tags: 'タグ',
  browse: 'フォルダとタグの一覧',
  more: 'その他',
  requestId: (id) => `お問い合わせの際は、番号 ${id} をお知らせください。`,
  again: 'もう一度試す',
  notFoundHelp: '削除されたか、URLが正しくない可能性があります。',
};
