import type { Messages } from '../en/index.ts';

export const sign: Messages['sign'] = {
  signIn: 'サインイン',
  signOut: 'サインアウト',
  signUp: '登録',
  signUpTitle: 'アカウントの登録',
  signUpHelp: 'ブックマークはあなただけのものです。ほかの人には見えません。',
  firstHelp: 'まだ誰も登録していません。最初に登録した人が管理者になります。',
  closedHelp: 'ここでは登録できません。管理者にお問い合わせください。',
  noAccount: 'アカウントをお持ちでない方',
  hasAccount: '登録済みの方',
  emailLabel: 'メールアドレス',
  passwordLabel: 'パスワード',
  passwordHint: '10文字以上',
  nameLabel: '名前',
  invitationLabel: '招待コード',
};
