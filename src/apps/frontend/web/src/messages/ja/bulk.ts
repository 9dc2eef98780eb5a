import type { Messages } from '../en/index.ts';

export const bulk: Messages['bulk'] = {
  title: '選んだブックマークをまとめて変更',
  all: 'ほかのページも含め、この一覧のすべて',
  selected: '件を選択中',
  page: 'このページをすべて選択',
  addTags: 'タグを付ける',
  removeTags: 'タグを外す',
  addFolder: 'フォルダに入れる',
  mark: '状態',
  marks: {
    none: '変えない',
    read: '既読にする',
    unread: '未読にする',
    archived: 'アーカイブする',
    unarchived: 'アーカイブから戻す',
    shared: '全員に共有する',
    private: '共有をやめる',
  },
  apply: '変更する',
  delete: '削除',
  deleteConfirm: 'まとめて削除する',
  undo: '元に戻す',
  count: (count) => `${count.toLocaleString('ja')}件。`,
};
