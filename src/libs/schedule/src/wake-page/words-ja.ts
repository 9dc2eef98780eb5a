import type { Words } from './words.ts';

export const JAPANESE: Words = {
  place: 'ブックマークマネージャー（ステージング）',
  asleep: '停止中',
  waking: '起動しています',
  ready: '稼働中',
  opensAt: (time) => `停止しています。次は${time}（東京時間）に起動します。`,
  noStart: '停止しています。次に起動する予定はありません。',
  stuck: '起動するはずの時間ですが、起動できない理由があります。「staging status」で確認できます。',
  wakingNow: '起動しています。まもなく利用できます。',
  readyNow: '起動しました。ご覧になりたいページを開きます。',
  fallen: '再び停止されました。',
  why: (reason) => `理由：${reason}`,
  because: {
    'office-hours': '業務時間内のため',
    'outside-hours': '業務時間外のため',
    weekend: '週末のため',
    holiday: '祝日のため',
    'closed-day': '休業日のため',
    'open-day': '営業日のため',
    lease: 'チームのメンバーが起動したため',
    hold: '作業が進行中のため',
    visit: '訪問者が起動したため',
    always: '常に稼働する設定のため',
    never: '必要なときだけ起動する設定のため',
  },
  stopped: 'チームのメンバーが停止したため',
  holiday: (name) => `祝日（${name}）のため`,
  wake: (span) => `${span}だけ起動する`,
  wakeTakes: '起動には数分かかります。このページに進み具合を表示し、終わるとご覧になりたいページを開きます。',
  progress: '進み具合',
  steps: { database: 'データベース', api: 'API', web: 'Web' },
  statuses: { waiting: '待機中', starting: '起動中', ready: '準備完了' },
  span: (hours, minutes) => [hours > 0 ? `${hours}時間` : '', minutes > 0 ? `${minutes}分` : ''].join(''),
  back: '最初のページへ',
  notes: {
    stays: { title: '稼働を続けます', text: (until) => `${until}（東京時間）まで稼働を続けます。` },
    'stays-on': { title: '稼働を続けます', text: () => '稼働を続けます。停止の予定はありません。' },
    ended: {
      title: 'このリンクは終了しました',
      text: () => 'このリンクはその日の停止の前だけ使えます。停止中のページから起動することはできます。',
    },
    foreign: {
      title: '受け付けられません',
      text: () =>
        'この環境のページからの操作だけを受け付けます。この環境のアドレスでページを開き、もう一度ボタンを押してください。',
    },
    off: {
      title: '受け付けられません',
      text: () => 'この環境は訪問者からは起動できません。チームに「staging start」を依頼してください。',
    },
    failed: {
      title: '受け付けられませんでした',
      text: () => '今は記録できませんでした。1分ほど待って、もう一度お試しください。',
    },
    lost: { title: '見つかりません', text: () => 'このページはありません。' },
  },
};
