import type { Messages } from '../en/index.ts';

export const install: Messages['install'] = {
  title: 'クイック追加',
  description: 'ことば、タグ、フォルダ、保存したページから、また見つかるブックマーク。',
  add: 'ブックマークを追加',
  bookmarklet: 'ブックマークレット',
  bookmarkletHelp:
    'このボタンをブックマークバーにドラッグしてください。どのページでも、そこから押すと、URL、タイトル、選択中の文章がフォームに入ります。',
  bookmarkletName: 'ブックマークに追加',
  code: 'または、次のURLでブックマークを作成',
  app: 'アプリ',
  appHelp:
    'HTTPSで開いていれば、ブラウザからアプリとしてインストールできます。スマートフォンでは、ページの共有先に選べるようになります。',
  appHow: 'ブラウザのメニューから「インストール」または「ホーム画面に追加」を選んでください。',
  extensions: '拡張機能とアプリ',
  extensionsHelp: 'linkding用のブラウザ拡張機能やスマートフォンアプリから、トークンを使って追加できます。',
};
