import { listImports } from '../../src/api/files.ts';
import { Card } from '../../src/components/card.tsx';
import { ImportForm } from '../../src/components/import-form.tsx';
import { Imports } from '../../src/components/imports.tsx';
import { Outcome } from '../../src/components/outcome.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { directUploads } from '../../src/http/direct-uploads.ts';
import { begin, forSomebody } from '../../src/page.ts';
import type { Query } from '../../src/query.ts';

export default async function ImportPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { messages, caller, query } = await begin('/import', searchParams);
  const before = forSomebody(await listImports(caller), '/import');
  const { imports, problems } = messages;
  const { fileLabel, drop, submit, sending, chosen } = imports;
  return (
    <Shell messages={messages} title={imports.title}>
      <h1 className="title">{imports.title}</h1>
      <p>{imports.help}</p>
      <Outcome messages={messages} query={query} />
      <ImportForm
        texts={{ fileLabel, drop, submit, sending, chosen, problems }}
        directAbove={directUploads(process.env)?.aboveBytes ?? Number.MAX_SAFE_INTEGER}
      />
      {before.kind === 'ok' && before.value.length > 0 && (
        <Card title={imports.before}>
          <Imports imports={before.value} messages={messages} />
        </Card>
      )}
    </Shell>
  );
}
