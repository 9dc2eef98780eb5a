import { domainToUnicode } from 'node:url';
import { type Bookmark, readUrl } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';

/** One bookmark of the list. */
export const BookmarkItem = ({ bookmark, messages }: { readonly bookmark: Bookmark; readonly messages: Messages }) => {
  const title = bookmark.title || bookmark.url;
  return (
    <li className="flex items-start justify-between gap-3 px-4 py-3">
      <div className="min-w-0">
        <Title url={bookmark.url} title={title} />
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-quiet">
          <span className="max-w-full truncate">{hostOf(bookmark.url)}</span>
          <time dateTime={bookmark.addedAt}>{dateOf(bookmark.addedAt, messages.lang)}</time>
          {bookmark.folders.map((path) => (
            <span key={path.join('/')} title={messages.list.folder}>
              {path.join(' › ')}
            </span>
          ))}
        </p>
        {bookmark.description && (
          <p className="mt-1 line-clamp-2 text-sm whitespace-pre-line">{bookmark.description}</p>
        )}
        <Tags tags={bookmark.tags} label={messages.list.tagsLabel} />
      </div>
      <Delete id={bookmark.id} title={title} messages={messages} />
    </li>
  );
};

/** What is no web address is shown and not linked, wherever it came from. */
const Title = ({ url, title }: { readonly url: string; readonly title: string }) => {
  if ('refused' in readUrl(url)) return <span className="font-medium">{title}</span>;
  return (
    <a href={url} rel="noreferrer" className="rounded font-medium text-accent underline-offset-4 hover:underline">
      {title}
    </a>
  );
};

const Tags = ({ tags, label }: { readonly tags: readonly string[]; readonly label: string }) =>
  tags.length > 0 && (
    <ul aria-label={label} className="mt-1.5 flex flex-wrap gap-1.5">
      {tags.map((tag) => (
        <li key={tag}>
          <a
            href={`/?q=${encodeURIComponent(tag)}`}
            className="inline-block rounded-md bg-soft px-2 py-0.5 text-sm text-text no-underline hover:underline"
          >
            {tag}
          </a>
        </li>
      ))}
    </ul>
  );

/** Two steps, so that a slip deletes nothing; a disclosure needs no script for it. */
const Delete = ({
  id,
  title,
  messages,
}: {
  readonly id: string;
  readonly title: string;
  readonly messages: Messages;
}) => (
  <details className="shrink-0 text-right text-sm">
    <summary
      aria-label={messages.list.deleteLabel(title)}
      className="cursor-pointer list-none rounded px-2 py-2 text-quiet hover:text-danger [&::-webkit-details-marker]:hidden"
    >
      {messages.common.delete}
    </summary>
    <form action="/actions/delete" method="post" className="pt-1">
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        className="min-h-11 cursor-pointer rounded-lg border border-danger px-3 text-danger hover:bg-danger-soft"
      >
        {messages.list.deleteConfirm}
      </button>
    </form>
  </details>
);

/** The host as people write it: 日本語.jp, not xn--wgv71a119e.jp. */
const hostOf = (url: string): string => {
  if (!URL.canParse(url)) return url;
  const { hostname, port } = new URL(url);
  const host = domainToUnicode(hostname) || hostname;
  return port === '' ? host : `${host}:${port}`;
};

const dateOf = (instant: string, lang: string): string =>
  new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'Asia/Tokyo' }).format(new Date(instant));
