import type { Messages } from './messages/index.ts';

type Reason = keyof Messages['search']['reasons'];

/** What the API says is in the way of a search, by how it begins: it says so in English only. */
const beginnings: readonly (readonly [begin: RegExp, reason: Reason])[] = [
  [/^There is no parenthesis/, 'closing'],
  [/^The parenthesis that opens/, 'opening'],
  [/^or needs/, 'or'],
  [/^There is nothing after/, 'not'],
  [/^Nothing is nested deeper/, 'depth'],
  [/^This cannot stand/, 'place'],
  [/^A search has/, 'long'],
  [/^\w+: needs .* after it$/, 'value'],
  [/^site: needs/, 'site'],
  [/^is: takes/, 'is'],
  [/^(before|after): needs/, 'date'],
];

/** The reason as the messages have it; nothing when it is one that they do not know. */
export const reasonOf = (message: string): Reason | undefined => beginnings.find(([begin]) => begin.test(message))?.[1];
