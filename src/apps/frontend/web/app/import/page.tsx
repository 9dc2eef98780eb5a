import { redirect } from 'next/navigation';
import { ImportForm } from '../../src/components/import-form.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import type { Query } from '../../src/query.ts';
import { callerOfPage, messagesOfReader, signInPage } from '../../src/reader.ts';

export default async function ImportPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [messages, caller, query] = await Promise.all([messagesOfReader(), callerOfPage(), searchParams]);
  // nobody is asked for this page: whoever has no session any more is told so when the file is sent
  if (caller.cookie === undefined) redirect(signInPage('/import'));
  const { fileLabel, submit, importing } = messages.imports;
  return (
    <Shell messages={messages}>
      <h1 className="text-2xl font-semibold tracking-tight">{messages.imports.title}</h1>
      <p>{messages.imports.help}</p>
      <Outcome messages={messages} query={query} />
      <ImportForm texts={{ fileLabel, submit, importing, problems: messages.problems }} />
    </Shell>
  );
}
