import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type Answer, isNobody } from './api/ask.ts';
import type { Caller } from './http/caller.ts';
import { publicOrigin } from './http/public-origin.ts';
import { type Shown, shownIn } from './http/shown-once.ts';
import type { Messages } from './messages/index.ts';
import { pageWith, type Query } from './query.ts';
import { callerOfPage, messagesOfReader, signInPage } from './reader.ts';

/** What a page begins with that is for somebody who is signed in. */
export type Begun = { readonly messages: Messages; readonly caller: Caller; readonly query: Query };

/** Begins a page; leads whoever has no session to the sign-in page, without asking anybody, and from there back. */
export const begin = async (path: string, searchParams: Promise<Query>): Promise<Begun> => {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  if (caller.cookie === undefined) redirect(signInPage(addressOf(path, query)));
  return { messages, caller, query };
};

/** The API's answer; leads whoever it knows no more to the sign-in page, and from there back. */
export const forSomebody = <T>(answer: Answer<T>, path: string): Answer<T> => {
  if (isNobody(answer)) redirect(signInPage(path));
  return answer;
};

/** What the form before this page left to be shown once, and where the reader's browser sees us. */
export const visitOfPage = async (): Promise<{ readonly origin: string; readonly shown: Shown | undefined }> => {
  const all = await headers();
  return { origin: publicOrigin(all), shown: shownIn(all.get('cookie')) };
};

/** The page with what was asked of it; how a form before it went is said once. */
const addressOf = (path: string, query: Query): string =>
  pageWith(
    path,
    Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) =>
        typeof value !== 'string' || name === 'notice' || name === 'problem' ? [] : [[name, value]],
      ),
    ),
  );
