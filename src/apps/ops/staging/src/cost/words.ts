/** What the tables of the documents say, by language. */
export type Language = 'en' | 'ja';

const en = {
  shape: 'shape',
  fixed: 'fixed',
  scheduled: 'while awake',
  usage: 'by use',
  month: 'USD a month',
  range: 'little to much use',
  awake: 'awake',
  against: 'against',
  hours: (hours: number, all: number) => `${hours} of ${all} h`,
  measure: 'measure',
  step: 'from → to',
  saves: 'saves, USD a month',
  resource: 'resource',
  charged: 'what is charged',
  others: 'everything else, less than a cent each',
  total: 'total',
  guess: '~: with a price that is a guess (`staging cost prices`)',
  measures: {
    aurora: 'RDS instead of Aurora Serverless',
    nat: 'no NAT gateway',
    insights: 'no Container Insights',
    'endpoints-instead': 'public addresses and interface endpoints in its place',
    sleep: 'tasks sleep outside office hours',
    'no-endpoints': 'no interface endpoints',
    'database-sleeps': 'the database sleeps too',
    arm: 'ARM tasks, asleep on public holidays',
    visits: 'awake only when somebody asks',
    'no-balancer': 'an HTTP API in place of the load balancer',
    spot: 'tasks on Spot',
    rest: 'the rest',
  } as Readonly<Record<string, string>>,
};

type Words = typeof en;

const ja: Words = {
  shape: 'シェイプ',
  fixed: '固定',
  scheduled: '稼働中のみ',
  usage: '使用量',
  month: '月額 USD',
  range: '少ない〜多い使用',
  awake: '稼働時間',
  against: '比較',
  hours: (hours, all) => `${hours} / ${all} 時間`,
  measure: '施策',
  step: '変更',
  saves: '削減額 USD/月',
  resource: 'リソース',
  charged: '課金対象',
  others: 'その他（各 1 セント未満）',
  total: '合計',
  guess: '~：推定価格を含む（`staging cost prices`）',
  measures: {
    aurora: 'Aurora Serverless の代わりに RDS',
    nat: 'NAT ゲートウェイなし',
    insights: 'Container Insights なし',
    'endpoints-instead': '代わりのパブリックアドレスとインターフェイスエンドポイント',
    sleep: '営業時間外はタスクを停止',
    'no-endpoints': 'インターフェイスエンドポイントなし',
    'database-sleeps': 'データベースも停止',
    arm: 'ARM のタスク、祝日も停止',
    visits: '求められたときだけ起動',
    'no-balancer': 'ロードバランサーの代わりに HTTP API',
    spot: 'Spot のタスク',
    rest: 'その他',
  },
};

export const WORDS: Readonly<Record<Language, Words>> = { en, ja };
