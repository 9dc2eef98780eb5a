import { Shell } from '../src/components/shell.tsx';
import { messagesOfReader } from '../src/reader.ts';

export default async function NotFound() {
  const messages = await messagesOfReader();
  return (
    <Shell messages={messages} title={messages.common.notFound} signedIn={false}>
      <h1 className="title">{messages.common.notFound}</h1>
      <p className="text-quiet">{messages.shell.notFoundHelp}</p>
      <p>
        <a href="/" className="button-plain">
          {messages.common.back}
        </a>
      </p>
    </Shell>
  );
}
