import { listSearches } from '../../src/api/searches.ts';
import { Card, Empty } from '../../src/components/card.tsx';
import { Field } from '../../src/components/field.tsx';
import { Notice } from '../../src/components/notice.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { SavedSearches } from '../../src/components/saved-searches.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { ShownOnce } from '../../src/components/shown-once.tsx';
import { begin, forSomebody, visitOfPage } from '../../src/page.ts';
import { one, type Query } from '../../src/query.ts';

const path = '/searches';

export default async function SearchesPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin(path, searchParams);
  const [listed, { shown }] = await Promise.all([listSearches(caller), visitOfPage()]);
  const answer = forSomebody(listed, path);
  const { searches } = messages;
  return (
    <Shell messages={messages} title={searches.title}>
      <h1 className="title">{searches.title}</h1>
      <p>{searches.help}</p>
      <Outcome messages={messages} query={query} />
      {shown && (
        <ShownOnce
          title={searches.made(shown.what)}
          values={shown.values.map((value) => ({ label: value.endsWith('.atom') ? 'Atom' : 'RSS', value }))}
          messages={messages}
        />
      )}
      {answer.kind === 'away' && <Notice tone="problem">{messages.problems.away}</Notice>}
      {answer.kind === 'ok' && answer.value.length === 0 && <Empty>{searches.none}</Empty>}
      {answer.kind === 'ok' && answer.value.length > 0 && <SavedSearches searches={answer.value} messages={messages} />}
      <Card title={searches.new}>
        <form action="/actions/searches/save" method="post" className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="name" required maxLength={100} label={searches.nameLabel} value={one(query, 'name')} />
            <Field
              name="q"
              id="new-q"
              maxLength={1000}
              label={searches.queryLabel}
              hint={searches.queryHint}
              value={one(query, 'q')}
            />
          </div>
          <div>
            <button type="submit" className="button-strong">
              {searches.submit}
            </button>
          </div>
        </form>
      </Card>
    </Shell>
  );
}
