import type { Messages } from '../en/index.ts';

export const exports: Messages['exports'] = {
  title: 'ブックマークのエクスポート',
  help: 'すべてのブックマークを1つのファイルにします。裏で書き出し、3日間保存します。',
  format: '形式',
  formats: {
    html: 'どのブラウザやブックマーク管理サービスでも取り込めます。',
    json: 'すべての内容。プログラム向けです。',
    csv: 'すべての内容。表計算ソフト向けです。',
  },
  submit: '書き出す',
  before: '書き出したファイル',
  kept: '内容は書き出した時点のものです。',
  download: 'ダウンロード',
  until: '期限',
  counts: (bookmarks) => `${bookmarks}件`,
  states: { waiting: '待機中…', running: '書き出し中…', failed: '失敗しました。もう一度書き出してください。' },
};
