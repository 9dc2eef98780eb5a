import type { Messages } from '../en/index.ts';

export const account: Messages['account'] = {
  title: 'アカウント',
  roles: {
    administrator: 'あなたは管理者です。利用者を招待し、利用を許可できます。',
    member: '共有したものを除き、あなたのブックマークはあなただけに見えます。',
  },
  nameHint: '共有したブックマークの横に表示されます。',
  passwordTitle: 'パスワード',
  passwordHelp: 'パスワードを変更すると、ほかのセッションはすべて終了します。',
  currentLabel: '現在のパスワード',
  newLabel: '新しいパスワード',
  passwordSubmit: 'パスワードを変更',
};
