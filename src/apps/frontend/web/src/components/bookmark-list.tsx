import type { BookmarkPage } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { BookmarkItem } from './bookmark-item.tsx';

export type ListProps = {
  readonly page: BookmarkPage;
  readonly q: string;
  readonly cursor: string;
  readonly messages: Messages;
};

/** A page of bookmarks with the ways on from it; says what to do when there are none. */
export const BookmarkList = ({ page, q, cursor, messages }: ListProps) => (
  <section aria-label={messages.list.listLabel} className="flex flex-col gap-4">
    {q && (
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{messages.list.foundFor(q)}</span>
        <a href="/" className="text-accent underline-offset-4 hover:underline">
          {messages.list.clear}
        </a>
      </p>
    )}
    {page.items.length === 0 ? (
      <Nothing q={q} cursor={cursor} messages={messages} />
    ) : (
      <ul className="divide-y divide-line rounded-xl border border-line bg-card">
        {page.items.map((bookmark) => (
          <BookmarkItem key={bookmark.id} bookmark={bookmark} messages={messages} />
        ))}
      </ul>
    )}
    <nav className="flex flex-wrap justify-between gap-3">
      {cursor ? <Step href={hrefOf(q)} text={messages.list.newest} /> : <span />}
      {page.nextCursor && <Step href={hrefOf(q, page.nextCursor)} text={messages.list.more} rel="next" />}
    </nav>
  </section>
);

const Step = ({ href, text, rel }: { readonly href: string; readonly text: string; readonly rel?: string }) => (
  <a href={href} rel={rel} className="button-plain">
    {text}
  </a>
);

const Nothing = ({ q, cursor, messages }: Omit<ListProps, 'page'>) => {
  const [title, help] = q
    ? [messages.list.nothingFound(q), messages.list.nothingFoundHelp]
    : cursor
      ? [messages.list.endOfList, '']
      : [messages.list.emptyTitle, messages.list.emptyHelp];
  return (
    <div className="rounded-xl border border-dashed border-edge px-6 py-12 text-center">
      <p className="text-lg font-medium">{title}</p>
      <p className="text-quiet">{help}</p>
    </div>
  );
};

const hrefOf = (q: string, cursor?: string): string => {
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }).toString();
  return query === '' ? '/' : `/?${query}`;
};
