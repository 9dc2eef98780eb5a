import type { Messages } from '../en/index.ts';

export const imports: Messages['imports'] = {
  link: 'インポート',
  title: 'ブックマークのインポート',
  help: 'ブラウザやほかのブックマーク管理サービスからHTML、JSON、CSVで書き出したファイルを、ここで選んでください。同じファイルをもう一度取り込んでも、何も変わりません。',
  fileLabel: 'ブックマークファイル（HTML、JSON、CSV、20 MBまで）',
  submit: '取り込む',
  importing: '取り込み中…',
  another: '別のファイルを取り込む',
  failures: {
    'not-a-bookmarks-file':
      'このファイルにブックマークはありません。HTML、JSON、CSVで書き出したファイルを選んでください。',
    'file-is-gone':
      'ファイルを最後まで読めませんでした。もう一度選んでください。取り込み済みのものはそのまま残ります。',
    internal: '取り込みに失敗しました。もう一度ファイルを選んでください。取り込み済みのものはそのまま残ります。',
  },
  report: {
    links: 'ファイル内のリンク',
    added: '追加',
    updated: '更新',
    unchanged: '登録済み',
    duplicates: 'ファイル内の重複',
    skipped: '対象外',
    incomplete: 'ファイルが途中で終わっています。その前までを取り込みました。',
    skippedTitle: '取り込まなかったもの',
    more: (count) => `ほかに${count}件あります。`,
  },
  because: {
    empty: 'URLなし',
    relative: '完全なURLではない',
    javascript: 'スクリプト',
    data: 'データ',
    place: 'Firefoxの検索条件',
    file: 'コンピュータ内のファイル',
    'other-scheme': 'WebのURLではない',
    unreadable: '読み取れないURL',
    'too-long': '長すぎるURL',
  },
  drop: 'ここにドロップすることもできます。',
  sending: '送信中…',
  chosen: '選択中：',
  before: 'これまでの取り込み',
  counts: (links, added) => `リンク${links}件、追加${added}件`,
  states: { waiting: '待機中', running: '読み取り中', failed: '失敗' },
  toReport: '結果を見る',
};
