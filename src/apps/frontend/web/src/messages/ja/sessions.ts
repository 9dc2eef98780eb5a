import type { Messages } from '../en/index.ts';

export const sessions: Messages['sessions'] = {
  title: 'サインイン中のブラウザ',
  help: '心当たりのないセッションは終了し、パスワードを変更してください。',
  unknown: '不明なブラウザ',
  current: 'このブラウザ',
  since: 'サインイン',
  seen: '最終アクセス',
  end: '終了',
  endLabel: (name) => `${name}のセッションを終了`,
  endOthers: 'ほかのセッションをすべて終了',
  endConfirm: '終了する',
};
