import type { Messages } from '../en/index.ts';

export const notices: Messages['notices'] = {
  added: '追加しました。',
  updated: 'このURLは登録済みだったので、内容を更新しました。',
  deleted: '削除しました。',
  imported: '取り込みました。',
  'signed-out': 'サインアウトしました。',
};
