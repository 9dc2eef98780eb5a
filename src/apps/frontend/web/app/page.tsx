import { listBookmarks } from '../src/api/client.ts';
import { AddForm } from '../src/components/add-form.tsx';
import { BookmarkList } from '../src/components/bookmark-list.tsx';
import { Notice } from '../src/components/notice.tsx';
import { Outcome } from '../src/components/outcome.tsx';
import { SearchBox } from '../src/components/search-box.tsx';
import { Shell } from '../src/components/shell.tsx';
import type { Messages } from '../src/messages/index.ts';
import { one, outcomeOf, type Query } from '../src/query.ts';
import { callerOfPage, messagesOfReader } from '../src/reader.ts';

export default async function ListPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  const q = one(query, 'q').slice(0, 200).trim();
  const cursor = one(query, 'cursor');
  const answer = await listBookmarks({ q, cursor: cursor || undefined }, caller);
  return (
    <Shell messages={messages}>
      <Outcome messages={messages} query={query} />
      <SearchBox query={q} texts={searchTexts(messages)} />
      <Add messages={messages} query={query} />
      {answer.kind === 'ok' && <BookmarkList page={answer.value} q={q} cursor={cursor} messages={messages} />}
      {answer.kind === 'away' && <Notice tone="problem">{messages.problems.away}</Notice>}
      {answer.kind === 'refused' && <Notice tone="problem">{messages.problems.invalid}</Notice>}
    </Shell>
  );
}

const Add = ({ messages, query }: { readonly messages: Messages; readonly query: Query }) => {
  const typed = { url: one(query, 'url'), title: one(query, 'title'), tags: one(query, 'tags') };
  const { problem } = outcomeOf(query);
  return (
    <details
      open={typed.url !== '' || problem === 'invalid-url'}
      className="rounded-xl border border-line bg-card px-4 py-3"
    >
      <summary className="cursor-pointer rounded font-medium">{messages.add}</summary>
      <AddForm
        typed={typed}
        texts={addTexts(messages)}
        urlProblem={problem === 'invalid-url' ? messages.problems[problem] : undefined}
      />
    </details>
  );
};

const searchTexts = ({ searchLabel, searchPlaceholder, search }: Messages) => ({
  searchLabel,
  searchPlaceholder,
  search,
});

const addTexts = (messages: Messages) => ({
  addSubmit: messages.addSubmit,
  url: { label: messages.urlLabel },
  title: { label: messages.titleLabel, hint: messages.optional },
  tags: { label: messages.tagsLabel, hint: messages.tagsHint },
});
