import { createRandom, type Random } from './random.ts';
import { englishWords, japaneseWords, planted, some } from './words.ts';

/** A bookmark as the bench makes it. */
export type Made = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly folders: readonly (readonly string[])[];
  readonly addedAt: string;
};

export const tagNames: readonly string[] = Array.from({ length: 2000 }, (_, at) =>
  at % 5 === 0 ? `${japaneseWords[at % japaneseWords.length]}${at}` : `${englishWords[at]}-${at}`,
);

const folders = Array.from({ length: 60 }, (_, at) =>
  at % 3 === 0 ? [`Folder ${at}`] : [`Folder ${at - (at % 3)}`, `${englishWords[at]} ${at}`],
);

/** The newest is number 0; ten minutes lie between two, so 100,000 of them are two years. */
const newest = Date.UTC(2026, 10, 1);

/** Bookmark number `at`: the same every time. */
export const makeBookmark = (at: number): Made => {
  const random = createRandom(at * 2_654_435_761);
  const isJapanese = at % 5 === 0;
  const { host, title, description } = isJapanese ? japanese(random) : inEnglish(random);
  return {
    url: `https://${host}/${some(random, englishWords, 2).join('/')}/${at}`,
    title: at % 20_000 === 7 ? `${title} ${planted.rare}` : title,
    description,
    notes: random.next() < 0.1 ? some(random, englishWords, 12).join(' ') : '',
    tags: [...new Set(Array.from({ length: random.below(5) }, () => random.oneOf(tagNames)))],
    folders: random.next() < 0.8 ? [folders[random.below(folders.length)] ?? []] : [],
    addedAt: new Date(newest - at * 600_000).toISOString(),
  };
};

const inEnglish = (random: Random) => {
  const [one, other] = planted.apart;
  const words = [
    ...some(random, englishWords, 3 + random.below(4)),
    ...(random.next() < 1 / 3 ? [planted.common] : []),
    ...(random.next() < 0.2 ? [one] : []),
  ];
  const texts = [...some(random, englishWords, random.below(30)), ...(random.next() < 0.2 ? [other] : [])];
  return {
    host: `${random.oneOf(englishWords)}.example.com`,
    title: words.map((word, at) => (at === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word)).join(' '),
    description: texts.join(' '),
  };
};

const japanese = (random: Random) => {
  const more = [
    ...(random.next() < 0.1 ? [`${planted.japanese}書`] : []),
    ...(random.next() < 0.1 ? [planted.longJapanese] : []),
  ];
  return {
    host: `${random.oneOf(englishWords)}.test.jp`,
    title: [...some(random, japaneseWords, 2 + random.below(3)), ...more].join('・'),
    description: some(random, japaneseWords, random.below(15)).join('、'),
  };
};

/** A browser's file with `count` bookmarks that are not among the first `after`. */
export const bookmarksFile = (after: number, count: number): string => {
  const links = Array.from({ length: count }, (_, at) => {
    const { url, title, description, tags, addedAt } = makeBookmark(after + at);
    const date = Math.floor(Date.parse(addedAt) / 1000);
    return `<DT><A HREF="${url}" ADD_DATE="${date}" TAGS="${tags.join(',')}">${title}</A>\n<DD>${description}`;
  });
  return `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n${links.join('\n')}\n</DL><p>\n`;
};
