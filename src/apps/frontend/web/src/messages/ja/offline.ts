import type { Messages } from '../en/index.ts';

export const offline: Messages['offline'] = {
  title: '接続がありません',
  help: 'データは失われていません。接続が戻ると、自動的に続きが開きます。',
  kept: 'いま読めるもの',
  none: 'このブラウザに保存されたページはまだありません。これから開く一覧やブックマークは、接続がなくてもここから読めます。',
};
