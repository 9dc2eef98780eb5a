import { redirect } from 'next/navigation';
import { isNobody } from '../src/api/ask.ts';
import { listBookmarks } from '../src/api/client.ts';
import { AddForm } from '../src/components/add-form.tsx';
import { BookmarkList } from '../src/components/bookmark-list.tsx';
import { Notice } from '../src/components/notice.tsx';
import { Outcome } from '../src/components/outcome.tsx';
import { SearchBox } from '../src/components/search-box.tsx';
import { Shell } from '../src/components/shell.tsx';
import { one, pageWith, type Query } from '../src/query.ts';
import { callerOfPage, messagesOfReader, signInPage } from '../src/reader.ts';

export default async function ListPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  const q = one(query, 'q').slice(0, 200).trim();
  const cursor = one(query, 'cursor');
  if (caller.cookie === undefined) redirect(signInPage(pageWith('/', { q, cursor })));
  const answer = await listBookmarks({ q, cursor: cursor || undefined }, caller);
  if (isNobody(answer)) redirect(signInPage(pageWith('/', { q, cursor })));
  return (
    <Shell messages={messages}>
      <h1 className="sr-only">{messages.common.title}</h1>
      <Outcome messages={messages} query={query} />
      <SearchBox query={q} messages={messages} />
      <AddForm messages={messages} query={query} />
      {answer.kind === 'ok' && <BookmarkList page={answer.value} q={q} cursor={cursor} messages={messages} />}
      {answer.kind === 'away' && <Notice tone="problem">{messages.problems.away}</Notice>}
      {answer.kind === 'refused' && <Notice tone="problem">{messages.problems.invalid}</Notice>}
    </Shell>
  );
}
