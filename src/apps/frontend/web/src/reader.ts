import { headers } from 'next/headers';
import { signInQuery } from './http/answers.ts';
import { type Caller, callerFrom } from './http/caller.ts';
import { type Messages, messagesFor } from './messages/index.ts';
import { pageWith } from './query.ts';

/** The texts in the language of whoever reads this page. */
export const messagesOfReader = async (): Promise<Messages> => messagesFor((await headers()).get('accept-language'));

/** Who asks the API on behalf of this page. */
export const callerOfPage = async (): Promise<Caller> => callerFrom(await headers());

/** The sign-in page that leads back to a page. */
export const signInPage = (next: string): string => pageWith('/sign-in', signInQuery(next));
