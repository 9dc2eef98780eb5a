import type { Messages } from '../en/index.ts';

export const display: Messages['display'] = {
  title: '言語とテーマ',
  help: 'このブラウザに1年間保存されます。',
  language: '言語',
  theme: 'テーマ',
  asBrowser: 'ブラウザに合わせる',
  light: 'ライト',
  dark: 'ダーク',
};
