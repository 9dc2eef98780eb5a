import type { Messages } from '../en/index.ts';

export const searches: Messages['searches'] = {
  title: '保存した検索',
  help: '名前を付けて保存した検索です。フィードを作ると、フィードリーダーで読めます。',
  none: '保存した検索はまだありません。ここで保存するか、先に一覧で検索してください。',
  keep: 'この検索を保存',
  new: '検索を保存',
  nameLabel: '名前',
  queryLabel: '検索',
  queryHint: '一覧と同じ書き方です（#タグ、in:フォルダ、site:example.com、is:unread など）。空欄なら、すべて。',
  submit: '保存',
  everything: 'すべて',
  edit: '編集',
  feed: 'フィード',
  feedSince: 'フィード公開',
  feedHelp: 'フィードのアドレスを知っている人は誰でも読めます。アドレスの表示は一度だけです。',
  feedAgain: 'アドレスはここに保存されていません。新しく作ると、前のアドレスは使えなくなります。',
  makeFeed: 'フィードを作成',
  newFeed: 'アドレスを作り直す',
  endFeed: 'フィードを終了',
  made: (name) => `「${name}」のフィードを作成しました。いまアドレスをコピーしてください。二度と表示されません。`,
};
