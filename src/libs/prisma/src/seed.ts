import { randomBytes } from 'node:crypto';
import { createDatabase, type Database } from './database.ts';
import { derived, urlKey } from './derived/index.ts';
import { hashPassword } from './password/index.ts';

// Somebody with a few bookmarks to look at, in both languages: SEED_EMAIL (seed@example.com), who signs in with SEED_PASSWORD, or with one
// that is made here and printed this once. Seeding again adds what is missing and touches nothing else.
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
const owner = await somebody(database, process.env.SEED_EMAIL || 'seed@example.com', process.env.SEED_PASSWORD);
const { count } = await database.bookmark.createMany({
  data: bookmarks.map((one) => ({ ...one, userId: owner, urlKey: urlKey(one.url), ...derived({ ...one, notes: '' }) })),
  skipDuplicates: true,
});
process.stdout.write(`${count} bookmarks added, ${bookmarks.length - count} were there\n`);

/** The id of whoever has this address; they are made when nobody has, as administrator when there is nobody at all. */
async function somebody(database: Database, address: string, given: string | undefined): Promise<string> {
  const email = address.trim().toLowerCase();
  const known = await database.user.findUnique({ where: { email }, select: { id: true } });
  if (known !== null) return known.id;
  const password = given || randomBytes(15).toString('base64url');
  if (password.length < 10) throw new Error('SEED_PASSWORD must have 10 characters or more');
  const role = (await database.user.findFirst({ select: { id: true } })) === null ? 'administrator' : 'member';
  const passwordHash = await hashPassword(password);
  const { id } = await database.user.create({ data: { email, passwordHash, role }, select: { id: true } });
  process.stdout.write(`${email} is signed up${given ? '' : `, with the password ${password}`}\n`);
  return id;
}
