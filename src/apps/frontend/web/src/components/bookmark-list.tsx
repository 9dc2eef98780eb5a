import type { BookmarkPage } from '@bookmark-manager/contract';
import { itemView } from '../item-view.ts';
import { listAddress } from '../list-address.ts';
import { placeIn } from '../list-place.ts';
import type { Messages } from '../messages/index.ts';
import type { Query } from '../query.ts';
import { BulkForm } from './bulk-form.tsx';
import { EditForm } from './edit-form.tsx';
import { Items } from './items.tsx';
import { ListHead, Nothing } from './list-head.tsx';

export type ListProps = {
  readonly page: BookmarkPage;
  readonly query: Query;
  readonly zone: string;
  readonly messages: Messages;
};

/** A page of bookmarks with the ways on from it; says what to do when there are none. */
export const BookmarkList = ({ page, query, zone, messages }: ListProps) => {
  const { edit, ...place } = placeIn(query);
  const { lang, list } = messages;
  const edited = page.items.find(({ id }) => id === edit);
  const { unread, archived, shared, folder, tags, edit: editText, deleteConfirm } = list;
  const texts = {
    ...{ unread, archived, shared, folder, tags, edit: editText, deleteConfirm },
    ...{ delete: messages.common.delete, detail: messages.detail.link },
  };
  return (
    <section aria-label={list.listLabel} className="list">
      {place.q && <ListHead place={place} hasItems={page.items.length > 0} messages={messages} />}
      {page.items.length === 0 ? (
        <Nothing place={place} messages={messages} />
      ) : (
        <>
          <Items
            items={page.items.map((bookmark) => itemView(bookmark, lang, zone))}
            place={place}
            editing={
              edited && {
                id: edited.id,
                form: <EditForm bookmark={edited} back={listAddress(place)} query={query} messages={messages} />,
              }
            }
            texts={texts}
          />
          <form id="delete" action="/actions/delete" method="post">
            <input type="hidden" name="back" value={listAddress(place)} />
          </form>
          <BulkForm place={place} messages={messages} />
        </>
      )}
      {(place.cursor || page.nextCursor) && (
        <nav aria-label={list.pages} className="flex flex-wrap justify-between gap-3">
          {place.cursor ? (
            <a href={listAddress({ ...place, cursor: '' })} className="button-plain">
              {list.newest}
            </a>
          ) : (
            <span />
          )}
          {page.nextCursor && (
            <a
              href={listAddress({ ...place, cursor: page.nextCursor })}
              rel="next"
              data-key="older"
              className="button-plain"
            >
              {list.more}
            </a>
          )}
        </nav>
      )}
    </section>
  );
};
