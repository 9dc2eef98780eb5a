import { listDuplicates } from '../../src/api/tidying.ts';
import { Empty } from '../../src/components/card.tsx';
import { DuplicateGroup } from '../../src/components/duplicate-group.tsx';
import { Notice } from '../../src/components/notice.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { begin, forSomebody } from '../../src/page.ts';
import { one, pageWith, type Query } from '../../src/query.ts';

const path = '/duplicates';

export default async function DuplicatesPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const answer = forSomebody(await listDuplicates(one(query, 'cursor'), caller), path);
  const { duplicates } = messages;
  return (
    <Shell messages={messages} title={duplicates.title}>
      <h1 className="title">{duplicates.title}</h1>
      <p>{duplicates.help}</p>
      <Outcome messages={messages} query={query} back={path} />
      {answer.kind !== 'ok' && (
        <Notice tone="problem">{messages.problems[answer.kind === 'away' ? 'away' : 'invalid']}</Notice>
      )}
      {answer.kind === 'ok' && answer.value.items.length === 0 && <Empty>{duplicates.none}</Empty>}
      {answer.kind === 'ok' &&
        answer.value.items.map((group) => <DuplicateGroup key={group.normalUrl} {...group} messages={messages} />)}
      {answer.kind === 'ok' && answer.value.nextCursor && (
        <div>
          <a href={pageWith(path, { cursor: answer.value.nextCursor })} className="button-plain">
            {duplicates.more}
          </a>
        </div>
      )}
    </Shell>
  );
}
