import { headers } from 'next/headers';
import { zoneIn } from './dates.ts';
import { signInQuery } from './http/answers.ts';
import { type Caller, callerFrom } from './http/caller.ts';
import { type Messages, messagesFor } from './messages/index.ts';
import { languages, preferenceIn, type Theme, themes } from './preferences.ts';
import { pageWith } from './query.ts';

/** The texts in the language that whoever reads this page chose, else in the one that their browser asks for. */
export const messagesOfReader = async (): Promise<Messages> => {
  const all = await headers();
  return messagesFor(preferenceIn(all.get('cookie'), 'language', languages) ?? all.get('accept-language'));
};

/** The theme that whoever reads this page chose; nothing is the browser's. */
export const themeOfReader = async (): Promise<Theme | undefined> =>
  preferenceIn((await headers()).get('cookie'), 'theme', themes);

/** The time zone of whoever reads this page. */
export const zoneOfReader = async (): Promise<string> => zoneIn((await headers()).get('cookie'));

/** Who asks the API on behalf of this page. */
export const callerOfPage = async (): Promise<Caller> => callerFrom(await headers());

/** The sign-in page that leads back to a page. */
export const signInPage = (next: string): string => pageWith('/sign-in', signInQuery(next));
