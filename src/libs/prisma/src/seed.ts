import { createDatabase } from './database.ts';
import { searchText, urlKey } from './derived/index.ts';

// A few bookmarks to look at, in both languages. Seeding again adds what is missing and touches nothing else.
const bookmarks = [
  {
    url: 'https://www.e-gov.go.jp/',
    title: 'e-Govポータル',
    description: '行政の手続きと法令',
    tags: ['行政', '公式'],
    folders: [['仕事', '役所']],
  },
  {
    url: 'https://www.aozora.gr.jp/',
    title: '青空文庫',
    description: '著作権の切れた作品を読む',
    tags: ['読書'],
    folders: [['趣味']],
  },
  {
    url: 'https://www.jma.go.jp/bosai/forecast/',
    title: '気象庁 天気予報',
    description: '',
    tags: ['天気', '公式'],
    folders: [],
  },
  {
    url: 'https://www.postgresql.org/docs/current/',
    title: 'PostgreSQL documentation',
    description: 'Manual of the current release',
    tags: ['database', 'docs'],
    folders: [['仕事', '開発']],
  },
  {
    url: 'https://developer.mozilla.org/',
    title: 'MDN Web Docs',
    description: 'HTML, CSS and JavaScript',
    tags: ['web', 'docs'],
    folders: [['仕事', '開発']],
  },
  {
    url: 'https://nodejs.org/api/',
    title: 'Node.js API',
    description: '',
    tags: ['node', 'docs'],
    folders: [['仕事', '開発']],
  },
];

const url = process.env.DATABASE_URL;
if (url === undefined || url === '') throw new Error('DATABASE_URL is not set');

await using stack = new AsyncDisposableStack();
const database = createDatabase({ url, maxConnections: 1 });
stack.defer(() => database.$disconnect());
const { count } = await database.bookmark.createMany({
  data: bookmarks.map((one) => ({ ...one, urlKey: urlKey(one.url), search: searchText(one) })),
  skipDuplicates: true,
});
process.stdout.write(`${count} bookmarks added, ${bookmarks.length - count} were there\n`);
