import { type ExportFormat, exportFormats } from '@bookmark-manager/contract';
import { listExports } from '../../src/api/files.ts';
import { Card } from '../../src/components/card.tsx';
import { Exports } from '../../src/components/exports.tsx';
import { Live } from '../../src/components/live.tsx';
import { Notice } from '../../src/components/notice.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { begin, forSomebody } from '../../src/page.ts';
import type { Query } from '../../src/query.ts';

const first: ExportFormat = 'html';

export default async function ExportPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin('/export', searchParams);
  const answer = forSomebody(await listExports(caller), '/export');
  const all = answer.kind === 'ok' ? answer.value : [];
  const { exports } = messages;
  return (
    <Shell messages={messages} title={exports.title}>
      {all.some(({ finishedAt }) => finishedAt === null) && <Live />}
      <h1 className="title">{exports.title}</h1>
      <p>{exports.help}</p>
      <Outcome messages={messages} query={query} />
      {answer.kind === 'away' && <Notice tone="problem">{messages.problems.away}</Notice>}
      <form action="/actions/exports/make" method="post" className="flex flex-col gap-4">
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">{exports.format}</legend>
          {exportFormats.map((format) => (
            <label
              key={format}
              className="flex cursor-pointer items-start gap-3 rounded-lg border border-line bg-card px-4 py-3 has-checked:border-accent has-checked:bg-soft"
            >
              <input
                type="radio"
                name="format"
                value={format}
                defaultChecked={format === first}
                className="mt-1.5 accent-accent"
              />
              <span>
                <span className="block font-medium">{format.toUpperCase()}</span>
                <span className="block text-sm text-quiet">{exports.formats[format]}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div>
          <button type="submit" className="button-strong">
            {exports.submit}
          </button>
        </div>
      </form>
      {all.length > 0 && (
        <Card title={exports.before} help={exports.kept}>
          <Exports exports={all} messages={messages} />
        </Card>
      )}
    </Shell>
  );
}
