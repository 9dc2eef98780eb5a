import { BookmarkletLink } from '../../src/components/bookmarklet-link.tsx';
import { Card } from '../../src/components/card.tsx';
import { Secret } from '../../src/components/secret.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { bookmarklet } from '../../src/install/bookmarklet.ts';
import { begin, visitOfPage } from '../../src/page.ts';
import type { Query } from '../../src/query.ts';

export default async function QuickAddPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const [{ messages }, { origin }] = await Promise.all([begin('/quick-add', searchParams), visitOfPage()]);
  const { install, settings } = messages;
  const code = bookmarklet(origin);
  return (
    <Shell messages={messages} title={install.title}>
      <h1 className="title">{install.title}</h1>
      <Card title={install.bookmarklet} help={install.bookmarkletHelp}>
        <BookmarkletLink code={code} text={install.bookmarkletName} />
        <Secret label={install.code} value={code} copy={settings.copy} copied={settings.copied} />
      </Card>
      <Card title={install.app} help={install.appHelp}>
        <p>{install.appHow}</p>
      </Card>
      <Card title={install.extensions} help={install.extensionsHelp}>
        <p>
          <a href="/settings/tokens" className="button-plain">
            {settings.topics.tokens}
          </a>
        </p>
      </Card>
    </Shell>
  );
}
