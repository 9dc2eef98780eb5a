import { OfflinePages } from '../../src/components/offline-pages.tsx';
import { Shell } from '../../src/components/shell.tsx';
import { messagesOfReader } from '../../src/reader.ts';

/** What a browser shows that has no connection: it is kept by the service worker, so nobody's data is in it. */
export default async function OfflinePage() {
  const messages = await messagesOfReader();
  const { offline } = messages;
  return (
    <Shell messages={messages} title={offline.title} signedIn={false}>
      <h1 className="title">{offline.title}</h1>
      <p>{offline.help}</p>
      <OfflinePages title={offline.kept} none={offline.none} all={messages.common.back} />
    </Shell>
  );
}
