import type { Messages } from '../en/index.ts';

export const settings: Messages['settings'] = {
  title: '設定',
  topics: {
    account: 'アカウント',
    display: '表示',
    tokens: 'トークンとアプリ',
    sessions: 'セッション',
    people: '利用者',
  },
  save: '保存',
  copy: 'コピー',
  copied: 'コピーしました',
};
