import { listBookmarks } from '../../src/api/client.ts';
import { BrokenLinks } from '../../src/components/broken-links.tsx';
import { Empty } from '../../src/components/card.tsx';
import { Notice } from '../../src/components/notice.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { begin, forSomebody } from '../../src/page.ts';
import { one, pageWith, type Query } from '../../src/query.ts';

const path = '/broken';
const kinds = ['broken', 'moved'] as const;

export default async function BrokenPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const kind = kinds.find((each) => each === one(query, 'show')) ?? 'broken';
  const here = pageWith(path, kind === 'broken' ? {} : { show: kind });
  const asked = { q: `is:${kind}`, cursor: one(query, 'cursor') || undefined };
  const answer = forSomebody(await listBookmarks(asked, caller), path);
  const { broken } = messages;
  return (
    <Shell messages={messages} title={broken.title}>
      <h1 className="title">{broken.title}</h1>
      <p>{broken.help[kind]}</p>
      <nav aria-label={broken.title} className="-mx-1 flex flex-wrap gap-1">
        {kinds.map((each) => (
          <a
            key={each}
            href={pageWith(path, each === 'broken' ? {} : { show: each })}
            aria-current={each === kind ? 'page' : undefined}
            className="tab"
          >
            {broken.kinds[each]}
          </a>
        ))}
      </nav>
      <Outcome messages={messages} query={query} back={here} />
      {answer.kind !== 'ok' && (
        <Notice tone="problem">{messages.problems[answer.kind === 'away' ? 'away' : 'invalid']}</Notice>
      )}
      {answer.kind === 'ok' && answer.value.items.length === 0 && <Empty>{broken.none[kind]}</Empty>}
      {answer.kind === 'ok' && answer.value.items.length > 0 && (
        <BrokenLinks bookmarks={answer.value.items} kind={kind} messages={messages} />
      )}
      {answer.kind === 'ok' && answer.value.nextCursor && (
        <div>
          <a href={pageWith(path, { show: kind, cursor: answer.value.nextCursor })} className="button-plain">
            {broken.more}
          </a>
        </div>
      )}
    </Shell>
  );
}
