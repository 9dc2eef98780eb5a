import { seeOther } from '../../src/http/answers.ts';
import { fieldsOfShared } from '../../src/install/shared.ts';

/** Where phones and the bookmarklet lead: on to the add form, which whoever is not signed in finds again after that. It adds nothing by itself. */
export const GET = (request: Request): Response => {
  const { searchParams } = new URL(request.url);
  const one = (name: string): string => (searchParams.get(name) ?? '').trim();
  const fields = fieldsOfShared({ url: one('url'), title: one('title'), text: one('text') });
  return seeOther('/add', Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')));
};
