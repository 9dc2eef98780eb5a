import { problemType } from '@bookmark-manager/contract';
import { redirect } from 'next/navigation';
import { isNobody } from '../src/api/ask.ts';
import { listBookmarks } from '../src/api/client.ts';
import { sideOf } from '../src/api/side.ts';
import { Away } from '../src/components/away.tsx';
import { BookmarkList } from '../src/components/bookmark-list.tsx';
import { Notice } from '../src/components/notice.tsx';
import { Outcome } from '../src/components/outcome.tsx';
import { Shell } from '../src/components/shell.tsx';
import { Unreadable } from '../src/components/unreadable.tsx';
import { listAddress } from '../src/list-address.ts';
import { placeIn } from '../src/list-place.ts';
import type { Query } from '../src/query.ts';
import { callerOfPage, messagesOfReader, signInPage, zoneOfReader } from '../src/reader.ts';

export default async function ListPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, zone, query] = await Promise.all([
    messagesOfReader(),
    callerOfPage(),
    zoneOfReader(),
    searchParams,
  ]);
  const place = placeIn(query);
  const here = listAddress({ ...place, edit: '' });
  if (caller.cookie === undefined) redirect(signInPage(here));
  const side = sideOf(caller);
  const answer = await listBookmarks({ ...place, cursor: place.cursor || undefined }, caller);
  if (isNobody(answer)) redirect(signInPage(here));
  const problem = answer.kind === 'refused' ? answer.problem : undefined;
  const isUnreadable = problem?.type === problemType('unreadable-query');
  return (
    <Shell messages={messages} title={place.q} q={place.q} side={side}>
      <h1 className="sr-only">{messages.common.title}</h1>
      <Outcome messages={messages} query={query} back={here} />
      {answer.kind === 'ok' && <BookmarkList page={answer.value} query={query} zone={zone} messages={messages} />}
      {answer.kind === 'away' && <Away requestId={caller['x-request-id']} again={here} messages={messages} />}
      {isUnreadable && <Unreadable q={place.q} errors={problem.errors} messages={messages} />}
      {problem && !isUnreadable && <Notice tone="problem">{messages.problems.invalid}</Notice>}
    </Shell>
  );
}
