import { redirect } from 'next/navigation';
import { ImportForm, type ImportTexts } from '../../src/components/import-form.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Report } from '../../src/components/report.tsx';
import { Shell } from '../../src/components/shell.tsx';
import type { Messages } from '../../src/messages/index.ts';
import type { Query } from '../../src/query.ts';
import { callerOfPage, messagesOfReader, signInPage } from '../../src/reader.ts';
import { fromQuery } from '../../src/report-query.ts';

export default async function ImportPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  // nobody is asked for this page: whoever has no session any more is told so when the file is sent
  if (caller.cookie === undefined) redirect(signInPage('/import'));
  const report = fromQuery(query);
  const texts = textsOf(messages);
  return (
    <Shell messages={messages}>
      <h1 className="text-2xl font-semibold tracking-tight">{messages.importTitle}</h1>
      <p>{messages.importHelp}</p>
      {report ? <Report report={report} left={[]} texts={texts} /> : <Outcome messages={messages} query={query} />}
      <ImportForm texts={texts} />
    </Shell>
  );
}

/** The part of the messages that goes to the browser. */
const textsOf = ({
  fileLabel,
  importSubmit,
  importing,
  problems,
  report,
  because,
  notices,
  toList,
}: Messages): ImportTexts => ({
  fileLabel,
  importSubmit,
  importing,
  problems,
  report,
  because,
  notices,
  toList,
});
