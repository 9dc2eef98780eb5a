import type { Messages } from '../en/index.ts';

export const tokens: Messages['tokens'] = {
  title: 'トークン',
  help: 'プログラムはパスワードの代わりにトークンを送ります。表示されるのは作成直後の一度だけです。',
  none: 'トークンはまだありません。ブックマークを使うプログラムごとに作成してください。',
  made: (name) => `「${name}」のトークンを作成しました。いまコピーしてください。二度と表示されません。`,
  token: 'トークン',
  scopes: { read: '読み取りのみ', write: '読み書き' },
  madeAt: '作成',
  usedAt: '最終使用',
  neverUsed: '未使用',
  nameLabel: '用途',
  nameHint: 'スマートフォン、スクリプト、ブラウザ拡張機能など',
  scopeLabel: '許可すること',
  submit: 'トークンを作成',
  clientsTitle: 'linkding用のアプリ',
  clientsHelp:
    'linkding用のブラウザ拡張機能やスマートフォンアプリをここで使えます。次のアドレスとトークンを設定してください。',
  clientsAddress: 'サーバーのアドレス',
};
