import { redirect } from 'next/navigation';
import { lookUp } from '../../src/api/look.ts';
import { AddForm } from '../../src/components/add-form.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { fields } from '../../src/edit/fields.ts';
import { one, pageWith, type Query } from '../../src/query.ts';
import { callerOfPage, messagesOfReader, signInPage } from '../../src/reader.ts';

/** Adds a bookmark, with what came along in the address: from a form that was not taken, a bookmarklet, or another program that shares. */
export default async function AddPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  if (caller.cookie === undefined)
    redirect(signInPage(pageWith('/add', Object.fromEntries(fields.map((name) => [name, one(query, name)])))));
  const url = one(query, 'url').trim();
  const look = await lookUp(url, one(query, 'look') !== '' && one(query, 'title') === '', caller);
  return (
    <Shell messages={messages} title={messages.list.add}>
      <h1 className="title">{messages.list.add}</h1>
      <Outcome messages={messages} query={query} />
      <AddForm query={query} look={look} messages={messages} />
    </Shell>
  );
}
