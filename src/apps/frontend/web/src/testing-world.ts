import type { ServerResponse } from 'node:http';
import { type Bookmark, type Import, iconPath, type Person, picturePath } from '@bookmark-manager/contract';
import { type Asked, bookmark, sendJson } from './testing.ts';

const at = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T09:30:00.000Z`;
const id = (number: number): string => `0f8fad5b-d9cb-469f-a165-${String(number).padStart(12, '0')}`;

const mika: Person = {
  ...{ id: id(1), email: 'mika@example.com', name: '三浦 美香', role: 'administrator' },
  ...{ createdAt: at(2), disabledAt: null },
};

const moved = {
  result: 'moved',
  status: 301,
  movedTo: 'https://new.example.com/paper.pdf',
  checkedAt: at(22),
} as const;

const bookmarks: readonly Bookmark[] = [
  bookmark({
    ...{ id: id(10), url: 'https://www.hakone.or.jp/onsen/', title: '箱根温泉の日帰り入浴ガイド' },
    ...{ tags: ['旅行', '温泉'], folders: [['旅行', '箱根']] },
    description: '日帰りで利用できる温泉施設を、料金と泉質から探せます。',
    ...{ icon: iconPath('a'.repeat(64)), picture: picturePath(id(10)) },
  }),
  bookmark({
    ...{ id: id(11), url: 'https://developer.mozilla.org/en-US/docs/Web/HTTP/Caching', title: 'HTTP caching' },
    ...{ tags: ['web', 'reference'], folders: [['Work']], unread: true },
    description: 'How a cache decides what is fresh, and what the headers say about it.',
  }),
  bookmark({
    id: id(12),
    url: 'http://old.example.com/paper.pdf',
    title: 'A paper that moved',
    addedAt: at(3),
    link: moved,
  }),
];

/** What of the first one is a hit. */
const hits = { title: [[5, 8]], description: [[0, 3]], tags: ['温泉'] };

/** An import that is done, with what matters to a test. */
export const importOf = (given: Partial<Import>): Import => ({
  ...{ id: id(20), state: 'done', failure: null, createdAt: at(20), finishedAt: at(20), bytes: 81_920, progress: 1 },
  ...{ format: 'netscape-html', encoding: 'utf-8', complete: true, links: 512, added: 498, updated: 4, unchanged: 6 },
  ...{ duplicates: 2, skipped: 2, skippedBecause: { javascript: 1, place: 1 } },
  ...given,
});

const tags = [tag(1, 'web', 1), tag(2, '旅行', 2), tag(3, '温泉', 1)];
const folders = [folder(['Work'], 1, 1), folder(['旅行'], 0, 1), folder(['旅行', '箱根'], 1, 1)];
const searches = [
  search(70, '未読の旅行', '#旅行 is:unread', at(21)),
  search(71, 'HTTP', 'site:developer.mozilla.org', null),
];

/** What the API of somebody knows who has used everything; each path with what it answers. */
const answers: readonly (readonly [RegExp, unknown])[] = [
  [/^\/api\/v1\/me$/, mika],
  [
    /^\/api\/v1\/me\/sessions$/,
    {
      items: [
        session(30, 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', true),
        session(31, 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Version/26.1 Mobile Safari/604.1', false),
        session(32, '', false),
      ],
    },
  ],
  [
    /^\/api\/v1\/me\/tokens$/,
    {
      items: [
        { id: id(40), name: 'スマートフォン', scope: 'write', createdAt: at(12), lastUsedAt: at(24) },
        { id: id(41), name: 'Backup script', scope: 'read', createdAt: at(9), lastUsedAt: null },
      ],
    },
  ],
  [
    /^\/api\/v1\/people$/,
    { items: [mika, person(2, 'ken@example.com', 'Ken', null), person(3, 'old@example.com', '', at(20))] },
  ],
  [
    /^\/api\/v1\/invitations$/,
    {
      items: [
        { id: id(50), email: 'new@example.com', role: 'member', createdAt: at(23), expiresAt: at(30), usedAt: null },
        { id: id(51), email: null, role: 'administrator', createdAt: at(2), expiresAt: at(9), usedAt: at(3) },
      ],
    },
  ],
  [/^\/api\/v1\/sign-up$/, { mode: 'invited', isFirst: false }],
  [
    /^\/api\/v1\/imports$/,
    { items: [importOf({}), importOf({ id: id(21), state: 'failed', failure: 'file-is-gone' })] },
  ],
  [
    /^\/api\/v1\/imports\/[^/]*21$/,
    importOf({ id: id(21), state: 'running', finishedAt: null, progress: 0.4, links: 205 }),
  ],
  [
    /^\/api\/v1\/imports\/[^/]+\/left-out$/,
    {
      items: [
        { position: 12, title: 'ブックマークレット', url: 'javascript:void(0)', because: 'javascript' },
        { position: 300, title: '最近のタグ', url: 'place:type=6', because: 'place' },
      ],
      next: null,
    },
  ],
  [/^\/api\/v1\/imports\//, importOf({})],
  [
    /^\/api\/v1\/exports$/,
    {
      items: [exported(60, 'html', 'running'), exported(61, 'json', 'done'), exported(62, 'csv', 'failed')],
    },
  ],
  [
    /^\/api\/v1\/bookmarks\/duplicates$/,
    {
      items: [
        {
          normalUrl: 'https://www.hakone.or.jp/onsen',
          bookmarks: [
            bookmarks[0],
            bookmark({
              id: id(13),
              url: 'https://www.hakone.or.jp/onsen/?utm_source=mail',
              title: '箱根温泉',
              tags: ['mail'],
            }),
          ],
        },
      ],
      nextCursor: null,
    },
  ],
  [/^\/api\/v1\/searches$/, { items: searches }],
  [/^\/api\/v1\/bookmarks\/check$/, { normalUrl: 'https://example.com', bookmark: bookmarks[1] }],
  [
    /^\/api\/v1\/preview$/,
    {
      ...{ url: 'https://example.com/', title: 'Example', description: 'A page.', language: 'en' },
      ...{ canonicalUrl: null, icon: null, image: null },
    },
  ],
  [
    /^\/api\/v1\/bookmarks\/[^/]+\/page$/,
    {
      ...{ savedAt: at(24), url: 'https://www.hakone.or.jp/onsen/', title: '箱根温泉の日帰り入浴ガイド', byline: null },
      ...{ siteName: '箱根町観光協会', language: 'ja', excerpt: '' },
      blocks: [
        { kind: 'heading', text: '泉質で選ぶ' },
        { kind: 'paragraph', text: '箱根には二十を超える温泉場があり、泉質もさまざまです。' },
        { kind: 'item', text: '湯本' },
        { kind: 'quote', text: 'また来たい。' },
        { kind: 'code', text: 'https://www.hakone.or.jp/' },
      ],
    },
  ],
  [/^\/api\/v1\/suggest$/, { items: [suggested('is:', null), suggested('#web', 1)] }],
  [/^\/api\/v1\/bookmarks$/, { items: [{ ...bookmarks[0], marks: hits }, ...bookmarks.slice(1)], nextCursor: 'next' }],
  [/^\/api\/v1\/bookmarks\/[^/]+$/, bookmarks[0]],
  [/^\/api\/v1\/tags$/, { items: tags }],
  [/^\/api\/v1\/folders$/, { items: folders }],
  [/^\/api\/v1\/overview$/, { folders: { items: folders }, tags: { items: tags }, searches: { items: searches } }],
];

/** Answers as the API of somebody does who has used everything. */
export const answerAll = ({ url }: Asked, response: ServerResponse): void => {
  const path = url.split('?', 1)[0] ?? '';
  const found = answers.find(([pattern]) => pattern.test(path));
  if (found) sendJson(response, 200, found[1]);
  else sendJson(response, 404, { type: 'urn:bookmark-manager:not-found', title: '', status: 404, requestId: 'x' });
};

function session(number: number, userAgent: string, current: boolean) {
  return { id: id(number), userAgent, createdAt: at(10), lastSeenAt: at(24), expiresAt: at(30), current };
}

function person(number: number, email: string, name: string, disabledAt: string | null): Person {
  return { id: id(number), email, name, role: 'member', createdAt: at(3), disabledAt };
}

function exported(number: number, format: string, state: string) {
  const finishedAt = state === 'running' ? null : at(24);
  const size = { bookmarks: state === 'failed' ? 0 : 512, bytes: state === 'done' ? 96_000 : 0 };
  return { id: id(number), state, format, createdAt: at(24), finishedAt, expiresAt: at(27), ...size };
}

function search(number: number, name: string, q: string, feedSince: string | null) {
  return { id: id(number), name, q, sort: null, feedSince, createdAt: at(20), modifiedAt: at(20) };
}

function suggested(text: string, count: number | null) {
  return { kind: count === null ? 'operator' : 'tag', text, from: 0, count };
}

function tag(number: number, name: string, count: number) {
  return { id: number, name, count, createdAt: at(1) };
}

function folder(path: readonly string[], count: number, total: number) {
  return { path, count, total };
}
