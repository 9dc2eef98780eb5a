import { notFound, redirect } from 'next/navigation';
import { isNobody } from '../../../src/api/ask.ts';
import { getImport, leftOutOf } from '../../../src/api/client.ts';
import { ImportProgress } from '../../../src/components/import-progress.tsx';
import { Live } from '../../../src/components/live.tsx';
import { Notice } from '../../../src/components/notice.tsx';
import { Report } from '../../../src/components/report.tsx';
import { Shell } from '../../../src/components/shell.tsx';
import { callerOfPage, messagesOfReader, signInPage } from '../../../src/reader.ts';

/** How an import goes: the page asks again by itself until it is done, without a script. */
export default async function ImportedPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const [messages, caller, { id }] = await Promise.all([messagesOfReader(), callerOfPage(), params]);
  const answer = await getImport(id, caller);
  if (isNobody(answer)) redirect(signInPage(`/import/${id}`));
  if (answer.kind === 'refused') notFound();
  const done = answer.kind === 'ok' && answer.value.finishedAt !== null ? answer.value : undefined;
  const left = done && done.skipped > 0 ? await leftOutOf(id, caller) : undefined;
  return (
    <Shell messages={messages} title={messages.imports.title}>
      {!done && <Live />}
      <h1 className="title">{messages.imports.title}</h1>
      {answer.kind === 'away' && <Notice tone="problem">{messages.problems.away}</Notice>}
      {answer.kind === 'ok' && !done && <ImportProgress progress={answer.value} messages={messages} />}
      {done?.state === 'failed' && (
        <Notice tone="problem">{messages.imports.failures[done.failure ?? 'internal']}</Notice>
      )}
      {done && <Report report={done} left={left?.kind === 'ok' ? left.value : []} texts={messages} />}
      <div>
        <a href="/import" className="button-plain">
          {messages.imports.another}
        </a>
      </div>
    </Shell>
  );
}
