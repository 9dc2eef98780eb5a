import { notFound, redirect } from 'next/navigation';
import { isNobody } from '../../../src/api/ask.ts';
import { getBookmark } from '../../../src/api/bookmarks.ts';
import { keptPage } from '../../../src/api/pages.ts';
import { Away } from '../../../src/components/away.tsx';
import { BookmarkDetail } from '../../../src/components/bookmark-detail.tsx';
import { EditForm } from '../../../src/components/edit-form.tsx';
import { Kept } from '../../../src/components/kept.tsx';
import { Outcome } from '../../../src/components/outcome.tsx';
import { Shell } from '../../../src/components/shell.tsx';
import { one, type Query } from '../../../src/query.ts';
import { callerOfPage, messagesOfReader, signInPage, zoneOfReader } from '../../../src/reader.ts';

type BookmarkPageProps = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Query>;
};

/** All about one bookmark, with the text of its page as it was kept. */
export default async function BookmarkPage({ params, searchParams }: BookmarkPageProps) {
  const [messages, caller, zone, { id }, query] = await Promise.all([
    messagesOfReader(),
    callerOfPage(),
    zoneOfReader(),
    params,
    searchParams,
  ]);
  const here = `/bookmarks/${encodeURIComponent(id)}`;
  if (caller.cookie === undefined) redirect(signInPage(here));
  const [answer, kept] = await Promise.all([getBookmark(id, caller), keptPage(id, caller)]);
  if (isNobody(answer)) redirect(signInPage(here));
  if (answer.kind === 'refused') notFound();
  return (
    <Shell messages={messages} title={answer.kind === 'ok' ? answer.value.title || answer.value.url : ''}>
      <Outcome messages={messages} query={query} />
      {answer.kind === 'away' && <Away requestId={caller['x-request-id']} again={here} messages={messages} />}
      {answer.kind === 'ok' &&
        (one(query, 'edit') ? (
          <>
            <h1 className="title">{messages.edit.title}</h1>
            <EditForm bookmark={answer.value} back={here} query={query} messages={messages} />
          </>
        ) : (
          <>
            <BookmarkDetail bookmark={answer.value} here={here} zone={zone} messages={messages} />
            <Kept id={answer.value.id} kept={kept} here={here} zone={zone} messages={messages} />
          </>
        ))}
    </Shell>
  );
}
