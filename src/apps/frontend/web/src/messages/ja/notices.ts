import type { Messages } from '../en/index.ts';

export const notices: Messages['notices'] = {
  added: '追加しました。',
  updated: 'このURLは登録済みだったので、内容を更新しました。',
  deleted: '削除しました。',
  imported: '取り込みました。',
  'signed-out': 'サインアウトしました。',
  saved: '保存しました。',
  'name-changed': '名前を変更しました。',
  'password-changed': 'パスワードを変更し、ほかのセッションをすべて終了しました。',
  'token-deleted': 'トークンを削除しました。もう使えません。',
  'session-ended': 'セッションを終了しました。',
  'sessions-ended': 'ほかのセッションをすべて終了しました。',
  'person-changed': '役割を変更しました。',
  'person-disabled': '利用を停止し、セッションを終了しました。',
  'person-enabled': '再びサインインできるようにしました。',
  'person-password': 'パスワードを変更し、その人のセッションを終了しました。',
  'invitation-withdrawn': '招待を取り消しました。',
};
