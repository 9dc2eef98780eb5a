import type { Bookmark } from '@bookmark-manager/contract';
import type { Messages } from '../messages/index.ts';
import { Row, Rows } from './card.tsx';
import { Confirm, Press } from './confirm.tsx';
import { WebLink } from './web-link.tsx';
import { When } from './when.tsx';

type BrokenProps = {
  readonly bookmarks: readonly Bookmark[];
  readonly kind: 'broken' | 'moved';
  readonly messages: Messages;
};

/** Bookmarks whose pages are gone or moved, and what can be done about each. */
export const BrokenLinks = ({ bookmarks, kind, messages }: BrokenProps) => {
  const { broken } = messages;
  return (
    <div className="rounded-xl border border-line bg-card px-4 py-1 sm:px-6">
      <Rows label={broken.kinds[kind]}>
        {bookmarks.map((bookmark) => {
          const { id, title, url } = bookmark;
          const name = title || url;
          const fields = { id, show: kind };
          return (
            <Row
              key={id}
              title={<WebLink url={url}>{name}</WebLink>}
              details={<Found bookmark={bookmark} messages={messages} />}
            >
              {kind === 'moved' && (
                <Press
                  action="/actions/links/follow"
                  fields={fields}
                  text={broken.follow}
                  label={`${broken.follow}: ${name}`}
                />
              )}
              <Press
                action="/actions/links/check"
                fields={fields}
                text={broken.check}
                label={`${broken.check}: ${name}`}
              />
              <Confirm
                action="/actions/links/remove"
                fields={fields}
                text={messages.common.delete}
                label={messages.list.deleteLabel(name)}
                confirm={messages.list.deleteConfirm}
              />
            </Row>
          );
        })}
      </Rows>
    </div>
  );
};

/** Where it leads and, as its last visit found it, where it leads now. */
const Found = ({ bookmark: { url, link }, messages }: { readonly bookmark: Bookmark; readonly messages: Messages }) => (
  <>
    <span className="block">{url}</span>
    {link?.movedTo && <span className="block text-text">→ {link.movedTo}</span>}
    {link && (
      <span className="block">
        {link.status === null ? messages.broken.noAnswer : `HTTP ${link.status}`} · {messages.broken.checked}{' '}
        <When instant={link.checkedAt} messages={messages} />
      </span>
    )}
  </>
);
