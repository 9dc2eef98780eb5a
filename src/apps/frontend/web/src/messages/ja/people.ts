import type { Messages } from '../en/index.ts';

export const people: Messages['people'] = {
  title: '利用者',
  help: 'ここに登録した全員です。ブックマークは各自のものです。',
  since: '登録',
  you: 'あなた',
  roles: { administrator: '管理者', member: 'メンバー' },
  disabled: '利用停止中',
  make: { administrator: '管理者にする', member: 'メンバーにする' },
  password: '新しいパスワード',
  newPassword: 'この人の新しいパスワード',
  passwordConfirm: 'パスワードを設定',
  disable: '利用を停止',
  disableHelp: 'セッションを終了し、トークンも使えなくします。ブックマークは残ります。',
  enable: '利用を再開',
  confirm: '実行する',
  invitations: '招待',
  modes: {
    open: '招待がなくても、誰でも登録できます。',
    invited: '招待された人だけが登録できます。',
    closed: 'いまは招待があっても、誰も登録できません。',
  },
  noInvitations: '招待はまだありません。',
  invited: (email) =>
    email === ''
      ? '招待を作成しました。このリンクを送ってください。二度と表示されません。'
      : `招待を作成しました。このリンクを${email}に送ってください。二度と表示されません。`,
  link: '登録用のリンク',
  emailHint: '入力すると、その人だけが使えます。空欄なら、リンクを知っている人が使えます。',
  daysLabel: '有効期間',
  daysHint: '日数（30日まで）',
  roleLabel: '役割',
  invite: '招待する',
  anybody: 'リンクを知っている人',
  goodUntil: '期限',
  used: '使用',
  withdraw: '取り消す',
};
