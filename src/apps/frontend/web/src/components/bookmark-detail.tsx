import { type Bookmark, readUrl } from '@bookmark-manager/contract';
import { momentOf } from '../dates.ts';
import { factsView } from '../item-view.ts';
import type { Messages } from '../messages/index.ts';
import { DeleteForm } from './delete-form.tsx';
import { Facts, Tags } from './item-parts.tsx';

type DetailProps = {
  readonly bookmark: Bookmark;
  readonly here: string;
  readonly zone: string;
  readonly messages: Messages;
};

/** All that is known of one bookmark, and what can be done with it. */
export const BookmarkDetail = ({ bookmark, here, zone, messages }: DetailProps) => {
  const { id, url, picture, description, notes, tags, addedAt, modifiedAt } = bookmark;
  const { lang, detail, edit, list } = messages;
  const isLink = 'url' in readUrl(url);
  return (
    <article id={`b-${id}`} data-item="" className="flex flex-col gap-4">
      <div>
        <h1 className="title">{bookmark.title || url}</h1>
        <Facts facts={factsView(bookmark, lang, zone)} texts={list} />
      </div>
      {isLink ? (
        <a href={url} rel="noreferrer" data-key="open" className="rounded text-accent underline underline-offset-4">
          {url}
        </a>
      ) : (
        <p>{url}</p>
      )}
      {picture && <img src={picture} alt="" loading="lazy" className="max-h-64 max-w-full self-start rounded-lg" />}
      {description && <p className="whitespace-pre-line">{description}</p>}
      {notes && (
        <section aria-label={edit.notesLabel} className="rounded-lg bg-soft px-4 py-3">
          <h2 className="text-sm font-medium">{edit.notesLabel}</h2>
          <p className="whitespace-pre-line">{notes}</p>
        </section>
      )}
      <Tags tags={tags} label={list.tags} />
      <dl className="flex flex-wrap gap-x-6 text-sm text-quiet">
        <div className="flex gap-2">
          <dt>{detail.added}</dt>
          <dd>{momentOf(addedAt, lang, zone)}</dd>
        </div>
        <div className="flex gap-2">
          <dt>{detail.modified}</dt>
          <dd>{momentOf(modifiedAt, lang, zone)}</dd>
        </div>
      </dl>
      <div className="flex flex-wrap items-center gap-3">
        <a href={`${here}?edit=${id}`} data-key="edit" className="button-strong">
          {list.edit}
        </a>
        {isLink && (
          <form action="/actions/page" method="post">
            <input type="hidden" name="id" value={id} />
            <button type="submit" name="deed" value="check" className="button-plain">
              {detail.check}
            </button>
          </form>
        )}
        <DeleteForm id={id} back="/" messages={messages} />
      </div>
    </article>
  );
};
