import type { Messages } from '../en/index.ts';

export const detail: Messages['detail'] = {
  link: '詳細',
  added: '追加',
  modified: '変更',
  check: 'リンクを確認',
  savedTitle: '保存したページ',
  save: 'ページを保存',
  saveHelp: 'ページがなくなっても読めるように、本文を保存します。',
  saveAgain: 'もう一度保存',
  forget: '保存した本文を削除',
  waiting: '保存しています。少し待ってからご確認ください。',
  look: 'もう一度確認',
  failed: 'ページを保存できませんでした。',
  savedAt: '保存日時',
  by: '著者',
  away: 'いま保存したページに接続できません。',
  browseTitle: 'フォルダとタグ',
  noFolders: 'まだフォルダがありません。ブックマークの編集時に指定するか、インポートすると作られます。',
  noTags: 'まだタグがありません。ブックマークの追加・編集時に付けられます。',
};
